"""What deploys the atlas is well formed, and says the same in each place."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from routes.web.server import connections, hosts

TOP = Path(__file__).parents[2]
DEPLOY = TOP / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
DOCUMENTS = [document for path in MANIFESTS for document in yaml.safe_load_all(path.read_text(encoding="utf-8"))]


def kind(name: str) -> dict:
    return next(document for document in DOCUMENTS if document["kind"] == name)


def container() -> dict:
    return kind("Deployment")["spec"]["template"]["spec"]["containers"][0]


def checked(*command: str | Path) -> None:
    done = subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_the_kubernetes_manifests_follow_the_published_schemas(path: Path) -> None:
    checked("kubernetes_validate", "--strict", path)


def test_the_compose_file_follows_its_published_schema() -> None:
    checked("check_jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml")


def test_the_workflows_follow_their_published_schema() -> None:
    workflows = sorted((TOP / ".github" / "workflows").glob("*.yml"))
    if workflows:
        checked("check_jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows)


def test_every_kind_of_object_that_keeps_readers_served_is_there() -> None:
    kinds = {document["kind"] for document in DOCUMENTS}
    assert kinds == {"Deployment", "Service", "Ingress", "HorizontalPodAutoscaler", "PodDisruptionBudget"}
    assert kind("Ingress")["metadata"]["annotations"]["nginx.ingress.kubernetes.io/affinity"] == "cookie"
    assert kind("HorizontalPodAutoscaler")["spec"]["minReplicas"] >= 2
    assert container()["readinessProbe"]["httpGet"]["path"] == "/_stcore/health"
    assert set(container()["resources"]) == {"requests", "limits"}


def test_the_process_is_never_the_superuser() -> None:
    user = re.findall(r"^USER (\d+)$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert user == [str(kind("Deployment")["spec"]["template"]["spec"]["securityContext"]["runAsUser"])]
    assert container()["securityContext"]["readOnlyRootFilesystem"]


def test_the_image_is_pinned_and_carries_every_library_the_package_names() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=\[]", wanted)[0].lower() for wanted in project["dependencies"]}
    pins = (DEPLOY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.lower().replace("_", "-").split("==") for line in pins if not line.startswith("#"))
    assert named <= set(pinned)
    assert re.search(r"^FROM python:\d+\.\d+\.\d+-", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)


def test_a_port_is_the_same_wherever_it_is_named() -> None:
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    port = str(container()["ports"][0]["containerPort"])
    assert set(re.findall(r"(?:EXPOSE |server\.port=|127\.0\.0\.1:)(\d+)", image)) == {port}
    assert set(re.findall(r"atlas-\d:(\d+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8"))) == {port}


def environment(name: str) -> str:
    return next(entry["value"] for entry in container()["env"] if entry["name"] == name)


def test_only_names_that_are_set_are_answered_wherever_the_atlas_is_deployed() -> None:
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    replica = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["x-replica"]["environment"]
    own = re.search(r'^ENV STREAMLIT_SERVER_ALLOWED_HOSTS="(.*)"$', image, re.MULTILINE)
    assert own
    for names in (own[1], replica["STREAMLIT_SERVER_ALLOWED_HOSTS"]):
        assert hosts.site(names.split(), "0.0.0.0").names != hosts.ANY
        assert set(names.split()) <= set(hosts.THIS_MACHINE)
    assert "ROUTES_ADDRESS" in replica
    public = urlsplit(environment("ROUTES_ADDRESS"))
    assert [rule["host"] for rule in kind("Ingress")["spec"]["rules"]] == [public.hostname]
    assert kind("Ingress")["spec"]["tls"][0]["hosts"] == [public.hostname]


def test_what_one_address_may_ask_for_is_limited_before_the_atlas_is_reached() -> None:
    nginx = (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")
    zones = re.findall(r"^limit_(req|conn)_zone \$binary_remote_addr zone=(\w+):", nginx, re.MULTILINE)
    assert dict(zones) == {"req": "requests", "conn": "connections"}
    assert re.search(r"^ +limit_req zone=requests burst=\d+ nodelay;", nginx, re.MULTILINE)
    assert re.search(r"^ +limit_conn connections \d+;", nginx, re.MULTILINE)
    # The client's own word on its address is not passed on.
    assert "X-Forwarded-For $remote_addr;" in nginx
    annotations = kind("Ingress")["metadata"]["annotations"]
    for limit in ("limit-rps", "limit-connections"):
        assert int(annotations[f"nginx.ingress.kubernetes.io/{limit}"]) > 0


def test_who_stops_a_replica_waits_longer_than_it_takes_to_answer_what_is_begun() -> None:
    stop = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["x-replica"]["stop_grace_period"]
    assert int(stop.removesuffix("s")) > connections.GRACE_S
    pod = kind("Deployment")["spec"]["template"]["spec"]
    before = int(container()["lifecycle"]["preStop"]["exec"]["command"][1])
    assert pod["terminationGracePeriodSeconds"] >= connections.GRACE_S + before
