"""The importer's core in plain Python: it reads, maps, converts, matches and plans.

Nothing in this package imports ``odoo`` or writes anything. The way of the data::

    readers → mapping → converters → resolving → matching → planner
    (bytes → rows)  (headers → fields)  (text → values)  (names → records)  (rows → decisions)
"""
