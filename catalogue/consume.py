"""Reads the events of Quint and checks each against the catalogue, which is all that it knows of them.

    pip install jsonschema kafka-python
    python consume.py --bootstrap localhost:9092 --group my-team sessions.session.started

or behind kcat, without a Kafka client in Python:

    kcat -C -b localhost:9092 -t quint.sessions.session.v1 -o beginning -e -q -J | python consume.py --stdin

Event types may be left out: then all are read. What is read goes out as one JSON object a line.
"""

import argparse
import json
import sys
import urllib.request

from jsonschema import Draft202012Validator, FormatChecker


class Catalogue:
    """The AsyncAPI document: which topic carries a type, and what its headers and its body look like."""

    def __init__(self, document):
        self.topic_of = {name: topic for topic, channel in document["channels"].items() for name in channel["messages"]}
        self.checks = {
            name: (validator(message["headers"]), validator(message["payload"]["schema"]))
            for name, message in document["components"]["messages"].items()
        }

    @staticmethod
    def read(place):
        if place.startswith(("http://", "https://")):
            with urllib.request.urlopen(place, timeout=10) as answer:
                return Catalogue(json.load(answer))
        with open(place, encoding="utf-8") as file:
            return Catalogue(json.load(file))

    def event(self, topic, key, headers, value):
        """Gives the event of a record; raises ValidationError when it is not as the catalogue says."""
        name = headers["ce_type"]
        of_headers, of_body = self.checks[name]
        of_headers.validate(headers)
        body = json.loads(value)
        of_body.validate(body)
        if (topic, key) != (self.topic_of[name], headers["ce_subject"]):
            raise ValueError(f"{name} came on {topic} with the key {key}")
        return {"id": headers["ce_id"], "type": name, "time": headers["ce_time"], "key": key, "body": body}


def validator(schema):
    return Draft202012Validator(schema, format_checker=FormatChecker())


def from_kcat(lines):
    """The records that `kcat -J` writes, one a line; there headers are a list of names and values by turns."""
    for line in lines:
        record = json.loads(line)
        flat = record.get("headers", [])
        yield record["topic"], record["key"], dict(zip(flat[::2], flat[1::2])), record["payload"]


def from_kafka(topics, options):
    from kafka import KafkaConsumer

    consumer = KafkaConsumer(
        *topics,
        bootstrap_servers=options.bootstrap,
        group_id=options.group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        consumer_timeout_ms=options.idle_seconds * 1000 if options.idle_seconds else float("inf"),
    )
    try:
        for record in consumer:
            yield record.topic, record.key.decode(), {name: value.decode() for name, value in record.headers}, record.value
            # Only now, when the event was applied: after a crash it comes again.
            consumer.commit()
    finally:
        consumer.close()


def main():
    parser = argparse.ArgumentParser(description="Reads events of Quint and checks them against the catalogue.")
    parser.add_argument("types", nargs="*", help="such as sessions.session.started; all when none is named")
    parser.add_argument("--catalogue", default="asyncapi.json", help="file or address of the AsyncAPI document")
    parser.add_argument("--bootstrap", default="localhost:9092", help="host:port of the broker")
    parser.add_argument("--group", default="my-team", help="the consumer group of your consumers/<team>.yaml")
    parser.add_argument("--idle-seconds", type=int, default=0, help="end when nothing came for so long; 0 waits for ever")
    parser.add_argument("--stdin", action="store_true", help="read what kcat -J writes")
    options = parser.parse_args()
    catalogue = Catalogue.read(options.catalogue)
    wanted = set(options.types) or set(catalogue.topic_of)
    topics = sorted({catalogue.topic_of[name] for name in wanted})
    seen = set()
    for topic, key, headers, value in from_kcat(sys.stdin) if options.stdin else from_kafka(topics, options):
        # A type that the catalogue did not know when it was read: events are added without notice.
        if headers.get("ce_type") not in wanted:
            continue
        event = catalogue.event(topic, key, headers, value)
        # The same id is the same event. Your own program remembers ids in the transaction of what it does.
        if event["id"] not in seen:
            seen.add(event["id"])
            print(json.dumps(event), flush=True)


if __name__ == "__main__":
    main()
