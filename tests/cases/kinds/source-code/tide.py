"""潮汐表：读入观测值，算出高潮的时间。"""

import argparse
from pathlib import Path

PERIOD = 12.42  # 小时


def read(path):
    """每行一个观测值：时间、水位。"""
    for line in Path(path).read_text("utf-8").splitlines():
        hour, level = line.split()
        yield float(hour), float(level)


class Tide:
    def __init__(self, values):
        self.values = sorted(values)

    @property
    def high(self):
        return max(self.values, key=lambda pair: pair[1])

    def next_high(self, after):
        hour = self.high[0]
        while hour <= after:
            hour += PERIOD
        return hour


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="算高潮")
    parser.add_argument("file")
    print(Tide(read(parser.parse_args().file)).next_high(0))
