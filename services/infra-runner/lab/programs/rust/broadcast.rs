// Broadcast with the standard library alone: what a node owes its neighbours is sent again until they say that they have it.
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, Write};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

#[derive(Default)]
struct Node {
    me: String,
    known: BTreeSet<i64>,
    owed: BTreeMap<String, BTreeSet<i64>>,
}

impl Node {
    fn learn(&mut self, all: &[i64]) {
        for &one in all {
            if self.known.insert(one) {
                self.owed.values_mut().for_each(|owed| drop(owed.insert(one)));
            }
        }
    }

    fn send(&self, dest: &str, body: &str) {
        let mut out = io::stdout().lock();
        writeln!(out, r#"{{"src":"{}","dest":"{}","body":{{{}}}}}"#, self.me, dest, body).unwrap();
        out.flush().unwrap();
    }
}

/// What stands behind a name in a line, up to one of these characters.
fn after<'a>(line: &'a str, name: &str, until: &[char]) -> &'a str {
    match line.split_once(&format!("\"{name}\":")) {
        Some((_, rest)) => &rest[..rest.find(until).unwrap_or(rest.len())],
        None => "",
    }
}

fn text<'a>(line: &'a str, name: &str) -> &'a str {
    after(line, name, &[',', '}']).trim_matches('"')
}

fn list<'a>(line: &'a str, name: &str) -> Vec<&'a str> {
    let inside = after(line, name, &[']']).trim_start_matches('[');
    inside.split(',').map(|one| one.trim_matches('"')).filter(|one| !one.is_empty()).collect()
}

fn numbers(line: &str, name: &str) -> Vec<i64> {
    list(line, name).iter().filter_map(|one| one.parse().ok()).collect()
}

fn written(all: &BTreeSet<i64>) -> String {
    all.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
}

fn hear(node: &mut Node, line: &str) {
    let (src, number) = (text(line, "src"), text(line, "msg_id"));
    let reply = |kind: &str| format!(r#""type":"{kind}","in_reply_to":{number}"#);
    match text(line, "type") {
        "init" => {
            node.me = text(line, "node_id").to_string();
            let others = list(line, "node_ids").into_iter().filter(|id| *id != node.me);
            node.owed = others.map(|id| (id.to_string(), BTreeSet::new())).collect();
            node.send(src, &reply("init_ok"));
        }
        "broadcast" => {
            node.learn(&[text(line, "message").parse().unwrap()]);
            node.send(src, &reply("broadcast_ok"));
        }
        "read" => node.send(src, &format!("{},\"messages\":[{}]", reply("read_ok"), written(&node.known))),
        "topology" => node.send(src, &reply("topology_ok")),
        "tell" => {
            let all = numbers(line, "messages");
            node.learn(&all);
            node.send(src, &format!(r#""type":"told","messages":[{}]"#, written(&all.into_iter().collect())));
        }
        "told" => {
            let all = numbers(line, "messages");
            if let Some(owed) = node.owed.get_mut(src) {
                all.iter().for_each(|one| drop(owed.remove(one)));
            }
        }
        kind => eprintln!("what is {kind}?"),
    }
}

fn main() {
    let node = Arc::new(Mutex::new(Node::default()));
    let again = Arc::clone(&node);
    thread::spawn(move || loop {
        thread::sleep(Duration::from_millis(100));
        let node = again.lock().unwrap();
        for (id, owed) in node.owed.iter().filter(|(_, owed)| !owed.is_empty()) {
            node.send(id, &format!(r#""type":"tell","messages":[{}]"#, written(owed)));
        }
    });
    for line in io::stdin().lock().lines() {
        hear(&mut node.lock().unwrap(), &line.unwrap());
    }
}
