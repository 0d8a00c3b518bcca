"""Makes savers by forking, so that each starts at once; run as a module with the address of a database.

Every line on standard input makes one: the saver saves version after version of goal 1, each with a measure of the same
number in the same transaction, and says after each save which number it finished. A number after `save` ends it there.
"""

import os
import sys
from dataclasses import replace

from data.errors import EditConflict
from plan.records import goals, measures
from plan.records.database import open_records
from plan.records.measures import Measure
from tests.plan.records import people


def save(address, most):
    records = open_records(address)
    done = 0
    while done < most:
        try:
            with records.writing(people.ADVISER, now=people.NOW) as writing:
                goal = goals.of_priority(writing, 1)[0]
                number = goal.version + 1
                goals.change(writing, goal, replace(goal, statement=f"stand {number}"), "volgende")
                measures.add(writing, Measure(priority_id=1, title=f"maatregel {number}"), "volgende")
        except EditConflict:
            continue  # on PostgreSQL two may have read the same version
        done += 1
        os.write(sys.stdout.fileno(), b"%d\n" % number)  # in one piece, or not at all when it is killed
    records.close()


if __name__ == "__main__":
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            save(sys.argv[1], int(line.split()[1]))
            os._exit(0)
        print("saver", child, flush=True)
        _, status = os.waitpid(child, 0)
        print("ended", status, flush=True)
