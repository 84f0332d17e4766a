"""Events and times: who does what to whom, and when."""
