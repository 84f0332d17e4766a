"""Reading and linking on many machines, with Apache Spark."""
