"""What runs in the processes of the sandbox. Its modules use the standard library alone and nothing else of ours, so that they start fast and alone.

`main.py` is started by `tools/processes.py`; where there is fork, `zygote.py` loads the tools' code once and forks a process
for each session from it; `session.py` answers a session's calls, and `calls.py` runs one. `linux.py` and `seccomp.py` confine.
"""
