"""What teaching code asks of a machine: each function is a question, and its value the answer.

Run as it is inside and outside, so it imports nothing of ours. `SAME` must be answered alike. What
`OTHER` names may differ, for the reason that it gives.
"""

import json

SAME, OTHER = {}, {}


def same(question):
    """Register a question that has one answer, wherever it is asked."""
    SAME[question.__name__] = question
    return question


def other(reason):
    """Register a question that is answered otherwise in the sandbox; say why."""

    def register(question):
        OTHER[question.__name__] = reason, question
        return question

    return register


def run(command):
    """Run a command in a shell, as students do."""
    import subprocess

    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    return done.stdout.strip(), done.returncode


# The network


@same
def own_name():
    import platform
    import socket

    return socket.gethostname(), socket.getfqdn(), platform.node(), run("hostname")


@same
def own_name_has_an_address():
    import socket

    with socket.create_server((socket.gethostname(), 0)) as server:
        socket.create_connection((socket.gethostname(), server.getsockname()[1])).close()
    return bool(socket.gethostbyname(socket.getfqdn()))


@same
def localhost():
    import socket

    named = {one[4][0] for one in socket.getaddrinfo("localhost", 80, socket.AF_INET)}
    return socket.gethostbyname("localhost"), sorted(named), socket.gethostbyaddr("127.0.0.1")[0]


@same
def services_and_protocols():
    import socket

    names = [socket.getservbyname(name) for name in ("http", "https", "ssh", "smtp", "domain")]
    protocols = [socket.getprotobyname(name) for name in ("tcp", "udp", "icmp")]
    return names, socket.getservbyport(80), protocols


@same
def ipv6():
    import socket

    with open("/proc/net/if_inet6") as file:
        if not file.read():
            return None
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as server:
        socket.create_connection(server.getsockname()[:2]).close()
    return socket.has_dualstack_ipv6()


@same
def datagrams():
    import socket

    with socket.socket(type=socket.SOCK_DGRAM) as one, socket.socket(type=socket.SOCK_DGRAM) as two:
        one.bind(("localhost", 0))
        two.sendto(b"hello", one.getsockname())
        return one.recv(10).decode()


@same
def sockets_with_a_path():
    import os
    import socket
    import tempfile

    path = os.path.join(tempfile.mkdtemp(), "socket")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)
        return server.accept()[0].send(b"hello")


@same
def web_server_in_a_thread():
    import http.server
    import threading
    import urllib.request

    server = http.server.ThreadingHTTPServer(("localhost", 0), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with urllib.request.urlopen(f"http://localhost:{server.server_port}") as answer:
        status = answer.status
    server.shutdown()
    return status


@same
def asyncio_server():
    import asyncio
    import threading

    async def talk():
        async def serve(reader, writer):
            writer.write((await reader.readline()).upper())
            writer.close()

        server = await asyncio.start_server(serve, "localhost", 0)
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
            writer.write(b"hello\n")
            return (await reader.read()).decode()

    said = []
    thread = threading.Thread(target=lambda: said.append(asyncio.run(talk())))
    thread.start()
    thread.join()
    return said


@same
def ports_below_1024():
    import os
    import socket

    try:
        socket.create_server(("localhost", 81)).close()
    except PermissionError:
        return "an ordinary user may not" if os.getuid() else "root may not"
    return "as root may"


# Processors, memory, time


@same
def processors():
    import multiprocessing
    import os

    import joblib
    import psutil

    with open("/proc/cpuinfo") as file:
        listed = file.read().count("processor\t")
    counted = os.cpu_count(), multiprocessing.cpu_count(), len(os.sched_getaffinity(0)), listed
    physical = joblib.cpu_count(only_physical_cores=True), psutil.cpu_count(logical=False)
    return counted, joblib.cpu_count(), physical, run("nproc"), run("getconf _NPROCESSORS_ONLN")


@same
def lscpu():
    return run("lscpu | grep -v MHz | grep -v -i bogo")


@same
def memory():
    import os

    import psutil

    with open("/proc/meminfo") as file:
        total = file.readline()
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return total, pages, psutil.virtual_memory().total, psutil.swap_memory().total


@same
def memory_that_is_only_reserved():
    import mmap

    import numpy

    mmap.mmap(-1, 6 << 30).close()
    return numpy.zeros(6 << 30, dtype="u1")[:: 1 << 30].sum().item()


@same
def threads():
    import threading

    gate = threading.Event()
    started = [threading.Thread(target=gate.wait) for _ in range(1000)]
    for one in started:
        one.start()
    alive = threading.active_count() > 1000
    gate.set()
    for one in started:
        one.join()
    return alive


@same
def limits():
    import resource

    names = ("AS", "DATA", "STACK", "RSS", "CPU", "NOFILE", "MEMLOCK")
    return {name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}")) for name in names}


@same
def time_zone():
    import datetime
    import os
    import time
    import zoneinfo

    summer = datetime.datetime(2024, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))
    here = os.path.realpath("/etc/localtime"), time.tzname, time.timezone, time.localtime(0)[:6]
    return here, str(summer.utcoffset()), len(zoneinfo.available_timezones()), run("date +%Z")


@same
def clocks():
    import time

    return [
        time.get_clock_info(name).implementation for name in ("time", "monotonic", "process_time")
    ]


@same
def priority():
    import os

    return os.nice(0), os.sched_getscheduler(0), os.getloadavg() is not None


# Words


@same
def languages():
    import locale
    import sys

    here = locale.setlocale(locale.LC_ALL, ""), locale.getpreferredencoding(), locale.localeconv()
    streams = sys.stdout.encoding.lower(), sys.getfilesystemencoding()
    return here, streams, sorted(locale.locale_alias)[:3], run("locale -a"), run("locale")


@same
def kinds_of_files():
    import mimetypes

    names = ("a.ipynb", "a.webp", "a.tex", "a.py", "a.tar.gz", "a.csv", "a.json", "a.odt")
    return [mimetypes.guess_type(name) for name in names]


@same
def fonts():
    import matplotlib.font_manager

    return sorted({one.name for one in matplotlib.font_manager.fontManager.ttflist}), run(
        "fc-list | wc -l"
    )


@same
def dictionaries():
    return run("ls /usr/share/dict /usr/share/common-licenses")


# The system


@same
def system():
    import platform

    release = platform.freedesktop_os_release()
    return platform.platform(), platform.libc_ver(), platform.machine(), release, run("uname -a")


@same
def programs():
    import shutil

    names = "awk sed grep sort bc bash dash zsh git gcc make perl curl less nano tar zip man"
    found = {name: shutil.which(name) for name in names.split()}
    versions = (
        "git --version; gcc --version | head -1; perl -e 'print 6 * 7'; make --version | head -1"
    )
    return found, run(versions), run("echo 1 2 | awk '{print $2}'"), run("readlink -f $(which awk)")


@same
def shell():
    import os

    return run("echo $0; echo a | tr a b; umask; ulimit -n; ulimit -v"), os.environ.get("SHELL")


@same
def bash():
    return run("bash -c 'echo {1..3}; a=(x y); echo ${a[1]}; cat <(echo hello)'"), run(
        "bash -lc 'echo hello'"
    )


@same
def certificates():
    import ssl

    context = ssl.create_default_context()
    return context.cert_store_stats(), ssl.get_default_verify_paths()._asdict(), ssl.OPENSSL_VERSION


@same
def devices():
    import os
    import stat

    names = ["null", "zero", "full", "random", "urandom", "tty", "ptmx"]
    kinds = [stat.S_ISCHR(os.stat(f"/dev/{name}").st_mode) for name in names]
    there = [os.path.exists(f"/dev/{name}") for name in ("fd/0", "stdin", "stdout", "shm", "pts")]
    with open("/dev/null", "w") as null, open("/dev/urandom", "rb") as random:
        null.write("hello")
        return kinds, there, len(random.read(8)), os.access("/dev/shm", os.W_OK)


@same
def terminals():
    import os
    import pty

    master, slave = pty.openpty()
    os.write(slave, b"hello")
    return os.isatty(slave), os.ttyname(slave).startswith("/dev/pts/"), os.read(master, 9).decode()


@same
def proc():
    import os

    names = "cpuinfo meminfo loadavg uptime stat version mounts self/status self/maps filesystems net/dev"
    return {name: os.access(f"/proc/{name}", os.R_OK) for name in names.split()}


@same
def settings_of_the_kernel():
    found = {}
    for name in ["kernel/ostype", "kernel/osrelease", "vm/overcommit_memory", "fs/pipe-max-size"]:
        with open(f"/proc/sys/{name}") as file:
            found[name] = file.read()
    return found


@same
def settings_of_the_system():
    import os

    names = (
        "passwd group hosts hostname services protocols os-release shells profile fstab timezone"
    )
    return {name: os.access(f"/etc/{name}", os.R_OK) for name in names.split() if name != "fstab"}


@same
def folders():
    import os

    names = (
        "bin dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var var/tmp var/log"
    )
    return {name: os.path.isdir(f"/{name}") for name in names.split()}


@same
def users():
    import getpass
    import grp
    import os
    import pwd
    from pathlib import Path

    own = pwd.getpwuid(os.getuid())
    home = Path.home()
    return {
        "root": pwd.getpwnam("root").pw_uid,
        "name": getpass.getuser() == own.pw_name == run("whoami")[0] == run("id -un")[0],
        "group": bool(grp.getgrgid(os.getgid()).gr_name),
        "home": home.is_dir() and os.access(home, os.W_OK) and str(home) == os.path.expanduser("~"),
        "of the user": os.path.expanduser(f"~{own.pw_name}") == str(home),
        "owner": Path(__import__("tempfile").mkdtemp()).owner() == own.pw_name,
        "all": len(pwd.getpwall()) > 5,
    }


@same
def temporary_files():
    import os
    import tempfile

    with tempfile.NamedTemporaryFile() as one, tempfile.TemporaryDirectory(dir="/var/tmp") as two:
        return tempfile.gettempdir(), os.path.exists(one.name), os.path.isdir(two)


# Processes and what they share


@same
def managers():
    import multiprocessing

    with multiprocessing.Manager() as manager:
        shared = manager.list([1, 2])
        shared.append(3)
        return list(shared)


@same
def shared_memory():
    import os
    from multiprocessing import Lock, Queue, Value, shared_memory

    block = shared_memory.SharedMemory(create=True, size=1000)
    there = os.path.exists(f"/dev/shm/{block.name}")
    block.close()
    block.unlink()
    queue = Queue()
    queue.put(1)
    with Lock(), Value("i", 3) as value:
        return there, queue.get(), value.value if hasattr(value, "value") else 3


@same
def pools():
    import multiprocessing

    found = []
    for method in multiprocessing.get_all_start_methods():
        with multiprocessing.get_context(method).Pool(2) as pool:
            found.append(pool.map(abs, [-1, -2]))
    return found, multiprocessing.get_start_method()


@same
def what_files_can_do():
    import fcntl
    import os
    import tempfile

    os.chdir(tempfile.mkdtemp())
    with open("a", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.posix_fallocate(file.fileno(), 0, 1000)
    os.link("a", "b")
    os.symlink("a", "c")
    os.mkfifo("d")
    os.chmod("a", 0o755)
    os.rename("b", "e")
    os.utime("a", (1, 2))
    one = os.stat("a")
    return one.st_nlink, oct(one.st_mode), one.st_mtime, one.st_size, sorted(os.listdir())


@same
def scripts():
    import os
    import subprocess
    import tempfile

    path = os.path.join(tempfile.mkdtemp(), "script.sh")
    with open(path, "w") as file:
        file.write("#!/bin/sh\necho hello $1\n")
    os.chmod(path, 0o755)
    return subprocess.run([path, "you"], capture_output=True, text=True, check=True).stdout


@same
def calls_of_the_kernel():
    import mmap
    import os
    import signal

    made = [
        os.memfd_create("a"),
        os.eventfd(0),
        os.pidfd_open(os.getpid()),
        os.open(".", os.O_PATH),
    ]
    for one in made:
        os.close(one)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return len(made), mmap.PAGESIZE, os.sysconf("SC_CLK_TCK"), sorted(os.sysconf_names)[:3]


@same
def databases():
    import sqlite3

    with sqlite3.connect("questions.db") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE IF NOT EXISTS one (number)")
        found = database.execute("SELECT count(*) FROM one").fetchone()
    return found, sqlite3.sqlite_version


@same
def git():
    author = "-c user.name=a -c user.email=a@b.c"
    make = (
        f"cd $(mktemp -d) && git init -q . && touch a && git add a && git {author} commit -qm hello"
    )
    return run(f"{make} && git log --format=%s && git status --short")


@same
def tools_for_processes():
    listed = run(
        "ps -o comm= -p $$; df / > /dev/null && free > /dev/null && uptime > /dev/null; echo $?"
    )
    return listed, run("kill -l | head -1"), run("id -u")[1], run("tty")[1], run("stty size")[1]


@same
def packages():
    from importlib.metadata import distributions

    return sorted({one.metadata["Name"] for one in distributions()})


@other("what a hand-in may write is limited")
def limits_of_files():
    import resource

    return resource.getrlimit(resource.RLIMIT_FSIZE)


@other("a hand-in has a network of its own, with a loopback and nothing else")
def network_interfaces():
    import socket

    return [name for _, name in socket.if_nameindex()]


@other("root's hand-ins run as nobody; others as who grades, but with no groups beside their own")
def who():
    import os

    return os.getuid(), os.getgroups()


@other("a hand-in has a home and a folder of its own, and nothing of the instructor's is there")
def places():
    import os
    from pathlib import Path

    return str(Path.home()), os.getcwd(), os.listdir("/home")


@other("a hand-in sees its own processes only, and cannot reach its supervisor, which is process 1")
def processes():
    import psutil

    return len(psutil.pids())


@other("the environment may hold what students must not read")
def environment():
    import os

    return sorted(os.environ)


def answers():
    """Return all answers, as JSON has them; where there is none, the error."""
    found = {}
    for name, question in {**SAME, **{name: one for name, (_, one) in OTHER.items()}}.items():
        try:
            found[name] = json.loads(json.dumps(question()))
        except BaseException as error:
            found[name] = f"{type(error).__name__}: {error}"
    return found
