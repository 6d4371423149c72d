"""Other tools' formats: JSON, CSV and, one module each, whatever else is asked for."""
