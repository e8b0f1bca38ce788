"""The shape of every answer in JSON, as types.

mypy checks them where answers are made; the schema that the API publishes is made of them.

Plain data that is an entry of the data with fields beside it has the shape of a model that adds these fields.
"""
