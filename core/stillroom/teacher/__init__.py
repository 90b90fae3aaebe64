"""Who teaches: for now the scripted teacher, which plays worked solutions."""

from stillroom.teacher.scripted import ScriptedTeacher

__all__ = ["ScriptedTeacher"]
