"""What a process gives up before it runs a stranger's query.

Oxigraph cannot be told not to call other servers, has no limit of its own on time or
memory, and ends the whole process when memory runs out. So a query runs in a process
that has given up files and network, by several means of which each would do:

- no file descriptor more than it has (``RLIMIT_NOFILE`` 0), so no file, no socket;
- a filter of system calls that knows reading, writing, memory and waiting only;
- a network of its own with nothing in it, where the system lets it have one;
- Python's own doors, shut by an audit hook.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_SECCOMP_SET_MODE_FILTER, _TSYNC = 1, 1
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_EPERM = 1
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Machine:
    """Numbers of one kind of processor.

    Attributes:
        arch: As the kernel names it to filters.
        seccomp: Number of that call.
        allowed: Calls on what is open already, on memory, threads' waiting and time.
    """

    arch: int
    seccomp: int
    allowed: tuple[int, ...]


def _machine(arch: int, seccomp: int, allowed: str) -> _Machine:
    return _Machine(arch, seccomp, tuple(map(int, allowed.split())))


# read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask
# rt_sigreturn pread64 readv writev sched_yield mremap madvise nanosleep getpid exit
# sigaltstack gettid futex sched_getaffinity clock_gettime clock_nanosleep exit_group
# tgkill set_robust_list getrandom membarrier rseq
_MACHINES = {
    "x86_64": _machine(
        0xC000003E,
        317,
        "0 1 3 5 8 9 10 11 12 13 14 15 17 19 20 24 25 28 35 39 60 131 186 202 204 228"
        " 230 231 234 273 318 324 334",
    ),
    "aarch64": _machine(
        0xC00000B7,
        277,
        "63 64 57 80 62 222 226 215 214 134 135 139 67 65 66 124 216 233 101 172 93"
        " 132 178 98 123 113 115 94 131 99 278 283 293",
    ),
}


def leave_network() -> bool:
    """Move into a network of its own; whether the system allowed it.

    Only a process with one thread can do so.
    """
    return bool(ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def die_with_parent(parent: int) -> None:
    """End when the process that started this one ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before that was said
        os._exit(1)


def close(megabytes: int, seconds: int) -> list[str]:
    """Give up files, network and all but so much memory and time, for good.

    Everything that will be needed must be open and imported.

    Args:
        megabytes: Of memory beyond what is in use now.
        seconds: Of processor time, for all that is still to come.

    Returns:
        The means that took hold.
    """
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    memory = _address_space() + megabytes * _MEGABYTE
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_DATA, memory)
    _limit(resource.RLIMIT_CPU, seconds + 1)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 0)
    means = ["rlimits"]
    if _filter_calls(library):
        means.append("seccomp")
    sys.addaudithook(_refuse)
    return [*means, "audit"]


def _limit(what: int, value: int) -> None:
    resource.setrlimit(what, (value, value))


def _address_space() -> int:
    """Bytes of address space in use."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * resource.getpagesize()


def _filter_calls(library: ctypes.CDLL) -> bool:
    machine = _MACHINES.get(platform.machine())
    if machine is None or sys.platform != "linux":
        return False
    program = b"".join(_program(machine))
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    # For all threads, those of the store included.
    done = library.syscall(
        machine.seccomp, _SECCOMP_SET_MODE_FILTER, _TSYNC, ctypes.c_char_p(header)
    )
    return bool(done == 0)


def _program(machine: _Machine) -> Iterable[bytes]:
    """A filter: the right processor, and a call on the list; else not permitted."""
    count = len(machine.allowed)
    yield _step(_LOAD, 0, 0, 4)
    yield _step(_EQUAL, 1, 0, machine.arch)
    yield _step(_RETURN, 0, 0, _KILL)
    yield _step(_LOAD, 0, 0, 0)
    for index, call in enumerate(machine.allowed):
        yield _step(_EQUAL, count - index, 0, call)
    yield _step(_RETURN, 0, 0, _ERRNO | _EPERM)
    yield _step(_RETURN, 0, 0, _ALLOW)


def _step(code: int, when_true: int, when_false: int, operand: int) -> bytes:
    return struct.pack("HBBI", code, when_true, when_false, operand)


def _refuse(event: str, _: object) -> None:
    if event.startswith(("open", "os.", "socket.", "subprocess.", "ctypes.", "import")):
        raise PermissionError(f"{event} is not for queries")
