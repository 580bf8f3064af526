"""The form kit: one editor per kind of field, forms made of them, chips and badges."""
