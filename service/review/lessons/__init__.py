"""What the models learn from analysts: rows derived from corrections, and the jobs that teach."""

from service.review.lessons.rows import Lesson, Lessons, lessons_of

__all__ = ["Lesson", "Lessons", "lessons_of"]
