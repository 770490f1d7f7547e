"""What the drawn pictures show, a function for each; the lessons name them `pictures/<name>.svg`."""

import math

from parcours.pictures.drawing import BLUE, GREEN, GREY, ORANGE, RED, Drawing

__all__ = ["PICTURES", "draw"]


def draw(name, say=str):
    """Draw a picture.

    Parameters
    ----------
    name : str
        One of `PICTURES`.
    say : callable, optional
        Translates each text in it: str -> str.

    Returns
    -------
    str
        The SVG.
    """
    return str(PICTURES[name](say))


# Desktop processors of their year, from the makers' data sheets: base clock in GHz, and cores.
PROCESSORS = [
    (1993, 0.066, 1),  # Pentium
    (1997, 0.3, 1),  # Pentium II
    (2000, 1.0, 1),  # Pentium III
    (2002, 3.06, 1),  # Pentium 4
    (2004, 3.8, 1),  # Pentium 4 570
    (2006, 2.93, 2),  # Core 2 Extreme X6800
    (2008, 3.2, 4),  # Core i7-965
    (2014, 3.0, 8),  # Core i7-5960X
    (2019, 3.5, 16),  # Ryzen 9 3950X
    (2022, 4.5, 16),  # Ryzen 9 7950X
]


def why_parallel(say):
    """Plot clock rates and cores of desktop processors, from 1993 on."""
    drawing = Drawing(600, 340, say)

    def place(year, value):
        x = 70 + 490 * (year - 1992) / 31
        return x, 280 - 230 * math.log2(value / 0.0625) / math.log2(32 / 0.0625)

    for value, label in [(0.0625, "1/16"), (0.25, "1/4"), (1, "1"), (4, "4"), (16, "16")]:
        _, y = place(1992, value)
        drawing.line((70, y), (560, y), colour=("#DDDDDD", ""), width=1)
        drawing.text(60, y, label, anchor="end")
    for year in (1995, 2005, 2015):
        drawing.text(place(year, 1)[0], 304, str(year))
    clock = [place(year, ghz) for year, ghz, _ in PROCESSORS]
    cores = [place(year, count) for year, _, count in PROCESSORS]
    for points, colour in [(clock, ORANGE), (cores, BLUE)]:
        drawing.line(*points, colour=colour, width=3)
        for point in points:
            drawing.dot(*point, colour=colour)
    drawing.text(365, 168, "clock rate, GHz", colour=ORANGE, anchor="start")
    drawing.text(350, 100, "cores", colour=BLUE)
    drawing.text(315, 326, "desktop processors, by year", colour=GREY, size=15)
    return drawing


def course_map(say):
    """Show which lesson builds on which."""
    drawing = Drawing(600, 530, say)
    first = ["00 Your machine", "01 Measure", "02 What to gain", "03 A Pool", "04 Its tasks"]
    for i, words in enumerate(first):
        y = 15 + 56 * i
        drawing.box(10, y, 150, 40, words, BLUE)
        if i:
            drawing.arrow((85, y - 16), (85, y), colour=BLUE)
    drawing.text(85, 310, "First these,\nin this order;", colour=BLUE)
    drawing.text(85, 365, "then any row:\nthe order\nis yours.", colour=BLUE)
    rows = [
        (["05 Processes", "06 How they start"], ORANGE),
        (["07 Balance"], ORANGE),
        (["08 Futures", "09 What died?"], GREEN),
        (["10 Threads", "11 Async"], GREEN),
        (["12 joblib", "13 One by one"], RED),
        (["14 Shared arrays"], RED),
        (["15 Dot products", "16 The limit"], RED),
        (["17 Graphs", "18 Clusters"], GREY),
    ]
    build_on_the_row_above = (3, 5, 6)
    drawing.line((160, 259), (185, 259), colour=BLUE)
    drawing.line((185, 35), (185, 427), colour=BLUE)
    for i, (titles, colour) in enumerate(rows):
        y = 15 + 56 * i
        for k, title in enumerate(titles):
            drawing.box(215 + 200 * k, y, 175, 40, title, colour)
        if len(titles) == 2:
            drawing.arrow((390, y + 20), (415, y + 20), colour=colour)
        if i in build_on_the_row_above:
            drawing.arrow((302, y - 16), (302, y), colour=colour)
        else:
            drawing.arrow((185, y + 20), (215, y + 20), colour=BLUE)
    drawing.box(215, 475, 375, 40, "19 and 20: one problem, all the way", BLUE, bold=True)
    drawing.arrow((402, 452), (402, 475), colour=BLUE)
    return drawing


def pool(say):
    """Show what happens between the call of a Pool's map and its result."""
    drawing = Drawing(600, 330, say)
    drawing.box(10, 95, 130, 130, "your\nnotebook", BLUE, bold=True)
    for i in range(3):
        y = 30 + 95 * i
        drawing.box(430, y, 130, 65, f"worker {i + 1}", GREEN)
    for i in range(4):
        drawing.box(222 + 34 * i, 85, 30, 36, "", ORANGE)
    drawing.text(288, 62, "tasks, pickled", colour=ORANGE)
    for i in range(2):
        drawing.box(256 + 34 * i, 205, 30, 36, "", ORANGE)
    drawing.text(288, 264, "results, pickled", colour=ORANGE)
    drawing.arrow((140, 115), (216, 103), colour=BLUE)
    drawing.arrow((250, 223), (140, 205), colour=BLUE)
    for i in range(3):
        y = 62 + 95 * i
        drawing.arrow((358, 103), (430, y - 10), colour=ORANGE)
        drawing.arrow((430, y + 12), (328, 223), colour=GREEN, dashed=True)
    drawing.text(300, 311, "A worker that is free takes the next task.", size=16)
    return drawing


def start_methods(say):
    """Show the memory that a worker begins with, under each start method."""
    drawing = Drawing(600, 420, say)
    everything = ["helpers", "NumPy", "your data", "your cells"]
    lines = [(20, "fork"), (155, "spawn"), (290, "forkserver")]
    for y, name in lines:
        drawing.text(15, y + 50, name, anchor="start", bold=True)
        _memory(drawing, 118, y, "notebook", everything, BLUE)
    _memory(drawing, 440, 20, "worker", everything, GREEN)
    drawing.arrow((250, 70), (440, 70), colour=BLUE, text="copies all of it", at=(345, 50))
    drawing.text(345, 95, "(shared until\none of them writes)", size=14, colour=GREY)
    _memory(drawing, 440, 155, "worker", ["helpers"], GREEN)
    drawing.arrow(
        (250, 205),
        (440, 205),
        colour=BLUE,
        text="starts a new Python,\nwhich imports",
        at=(345, 178),
    )
    _memory(drawing, 290, 290, "server", ["next to", "nothing"], ORANGE, width=90)
    _memory(drawing, 440, 290, "worker", ["helpers"], GREEN)
    drawing.arrow((248, 340), (290, 340), colour=BLUE)
    drawing.arrow((380, 340), (440, 340), colour=ORANGE, text="copies", at=(409, 324))
    return drawing


def _memory(drawing, x, y, name, names, colour, width=130):
    drawing.box(x, y, width, 115, "", colour)
    drawing.text(x + width / 2, y + 14, name, bold=True, size=15)
    for i, words in enumerate(names):
        drawing.text(x + width / 2, y + 36 + 21 * i, words, size=15)


def pipe_deadlock(say):
    """Show that whoever joins before reading waits for a child that waits for room in the pipe."""
    drawing = Drawing(600, 250, say)
    drawing.box(10, 60, 150, 90, "parent\njoin()", BLUE, bold=True)
    drawing.box(440, 60, 150, 90, "child\nput(a lot)", GREEN, bold=True)
    drawing.box(215, 85, 170, 40, "pipe: full", ORANGE, bold=True)
    for i in range(9):
        drawing.line((225 + 19 * i, 128), (225 + 19 * i, 138), colour=ORANGE, width=6)
    drawing.arrow((440, 105), (385, 105), colour=GREEN)
    drawing.line((215, 100), (160, 100), colour=GREY, dashed=True)
    drawing.arrow(
        (85, 60),
        (85, 28),
        (515, 28),
        (515, 60),
        colour=RED,
        text="waits for the child's end",
        at=(300, 14),
    )
    drawing.arrow(
        (515, 150),
        (515, 196),
        (85, 196),
        (85, 150),
        colour=RED,
        text="waits for room: for someone who reads",
        at=(300, 214),
    )
    drawing.text(188, 124, "nobody\nreads", size=14, colour=GREY)
    return drawing


def future_states(say):
    """Show the states of a future, and the tasks that an executor has already sent ahead."""
    drawing = Drawing(600, 330, say)
    drawing.box(225, 50, 180, 150, "", ORANGE, dashed=True)
    drawing.text(315, 72, "says: running", colour=ORANGE, size=16)
    drawing.box(10, 95, 130, 60, "pending", BLUE, bold=True)
    drawing.box(240, 90, 150, 42, "sent ahead", ORANGE)
    drawing.box(240, 147, 150, 42, "running", GREEN, bold=True)
    drawing.box(460, 60, 130, 50, "result", GREEN, bold=True)
    drawing.box(460, 150, 130, 50, "exception", RED, bold=True)
    drawing.box(10, 245, 130, 50, "cancelled", GREY, bold=True)
    drawing.arrow((75, 30), (75, 95), colour=BLUE, text="submit", at=(82, 48), anchor="start")
    drawing.arrow((140, 118), (240, 111), colour=BLUE)
    drawing.arrow((315, 132), (315, 147), colour=ORANGE)
    drawing.arrow((390, 160), (460, 95), colour=GREEN)
    drawing.arrow((390, 172), (460, 175), colour=RED)
    drawing.arrow((75, 155), (75, 245), colour=GREY, text="cancel()", at=(83, 200), anchor="start")
    drawing.text(
        380,
        266,
        "A pool of processes fetches a few tasks ahead:\nthey wait, and can no longer be cancelled.",
        size=16,
    )
    return drawing


def lost_update(say):
    """Show two threads that read the same balance: one deposit is lost."""
    drawing = Drawing(600, 370, say)
    drawing.text(150, 22, "thread A", colour=BLUE, bold=True)
    drawing.text(300, 22, "balance", bold=True)
    drawing.text(450, 22, "thread B", colour=ORANGE, bold=True)
    steps = [
        ("A", "reads 100", "100"),
        ("B", "reads 100", "100"),
        ("A", "adds 10", "100"),
        ("A", "writes 110", "110"),
        ("B", "adds 10", "110"),
        ("B", "writes 110", "110"),
    ]
    drawing.arrow((30, 45), (30, 335), text="time", at=(30, 352))
    for i, (thread, does, balance) in enumerate(steps):
        y = 45 + 48 * i
        x, colour = (75, BLUE) if thread == "A" else (375, ORANGE)
        drawing.box(x, y, 150, 38, does, colour)
        drawing.text(300, y + 19, balance)
    drawing.text(300, 350, "Two deposits of 10, and one of them is lost.", size=16, colour=RED)
    return drawing


def deadlock(say):
    """Show two threads and two locks; each thread waits for the lock that the other one holds."""
    drawing = Drawing(600, 260, say)
    drawing.box(20, 100, 120, 60, "thread A", BLUE, bold=True)
    drawing.box(460, 100, 120, 60, "thread B", ORANGE, bold=True)
    drawing.box(240, 25, 120, 50, "Ann's lock", GREY)
    drawing.box(240, 185, 120, 50, "Bob's lock", GREY)
    drawing.arrow((240, 50), (80, 50), (80, 100), colour=BLUE, text="held by A", at=(150, 34))
    drawing.arrow(
        (360, 210), (520, 210), (520, 160), colour=ORANGE, text="held by B", at=(450, 228)
    )
    drawing.arrow(
        (520, 100),
        (520, 50),
        (360, 50),
        colour=RED,
        dashed=True,
        text="B waits for it",
        at=(450, 34),
    )
    drawing.arrow(
        (80, 160),
        (80, 210),
        (240, 210),
        colour=RED,
        dashed=True,
        text="A waits for it",
        at=(150, 228),
    )
    drawing.text(300, 130, "Follow the arrows:\nthey end nowhere.", colour=RED, size=16)
    return drawing


def cluster(say):
    """Show a client, a scheduler and workers, and which way tasks and data travel."""
    drawing = Drawing(600, 330, say)
    drawing.box(10, 130, 130, 70, "client\n(notebook)", BLUE, bold=True)
    drawing.box(225, 130, 130, 70, "scheduler", ORANGE, bold=True)
    for i in range(3):
        drawing.box(455, 25 + 105 * i, 130, 70, f"worker {i + 1}", GREEN, bold=True)
    drawing.arrow((140, 150), (225, 150), colour=BLUE, text="graph", at=(182, 134))
    drawing.arrow((225, 182), (140, 182), colour=ORANGE, text="states", at=(182, 198))
    for i in range(3):
        drawing.arrow((355, 165), (455, 60 + 105 * i), colour=ORANGE)
    drawing.text(398, 92, "tasks", colour=ORANGE)
    for y in (95, 200):
        drawing.arrow((520, y), (520, y + 35), colour=GREEN)
        drawing.arrow((540, y + 35), (540, y), colour=GREEN)
    drawing.text(512, 112, "data", colour=GREEN, anchor="end")
    drawing.arrow(
        (455, 290),
        (75, 290),
        (75, 200),
        colour=GREEN,
        text="results, when you gather them",
        at=(265, 308),
    )
    return drawing


def which_engine(say):
    """Ask five questions to find an engine."""
    drawing = Drawing(600, 430, say)
    questions = [
        ("Is the loop fast enough?", "keep the loop", GREY),
        ("Does it wait for others?", "threads; for thousands, asyncio", GREEN),
        ("Is it NumPy that computes?", "NumPy alone, or threads", GREEN),
        ("Is one machine too small?", "Dask", RED),
        ("Is one line enough?", "joblib", BLUE),
        ("Cancel, or survive crashes?", "futures", BLUE),
    ]
    for i, (question, engine, colour) in enumerate(questions):
        y = 15 + 60 * i
        drawing.box(10, y, 245, 40, question, ORANGE)
        drawing.arrow((255, y + 20), (310, y + 20), text="yes", at=(280, y + 8))
        drawing.box(310, y, 280, 40, engine, colour)
        drawing.arrow((132, y + 40), (132, y + 60), text="no", at=(142, y + 49), anchor="start")
    drawing.box(10, 375, 245, 40, "a Pool", BLUE, bold=True)
    return drawing


PICTURES = {
    "why-parallel": why_parallel,
    "map": course_map,
    "pool": pool,
    "start-methods": start_methods,
    "pipe-deadlock": pipe_deadlock,
    "future-states": future_states,
    "lost-update": lost_update,
    "deadlock": deadlock,
    "cluster": cluster,
    "which-engine": which_engine,
}
