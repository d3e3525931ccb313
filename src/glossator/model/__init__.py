"""The words of Glossator as frozen dataclasses, ids and errors; imports nothing."""
