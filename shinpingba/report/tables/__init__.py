"""Tables of tasks: which rows stand under which head, what each column is, and the records of the rows."""
