"""Converters: ``(text, policy) → value``, one kind a file.

Each raises :class:`~..issues.Problem` where the text cannot be used, and
:class:`~.base.Doubt` where it can be and a person should know something about it. Blank cells and
the clear marker never reach them: they are looked after in :mod:`..rows`.
"""
