"""The ground floor: vocabulary, code lists, issue scheme and register of authorities."""
