"""The shape of a CPOM: typed frozen objects, their marshmallow schema and their JSON Schema."""
