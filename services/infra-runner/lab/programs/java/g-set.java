// A set that grows, with the standard library alone: each node tells the others all it has, now and then.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public class Main {
  static final TreeSet<Long> elements = new TreeSet<>();
  static final List<String> others = new ArrayList<>();
  static String me = "";

  /** What stands behind a name in a line: a text, a number or a list, without its marks. */
  static String field(String line, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\\s*(?:\"([^\"]*)\"|(-?\\d+)|\\[([^\\]]*)\\])").matcher(line);
    if (!found.find()) return "";
    return found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3);
  }

  static void send(String dest, String body) {
    System.out.println("{\"src\":\"" + me + "\",\"dest\":\"" + dest + "\",\"body\":{" + body + "}}");
  }

  static String all() {
    return "\"value\":[" + elements.stream().map(String::valueOf).collect(Collectors.joining(",")) + "]";
  }

  static synchronized void tell() {
    for (String id : others) send(id, "\"type\":\"merge\"," + all());
  }

  static synchronized void hear(String line) {
    String src = field(line, "src"), type = field(line, "type");
    String reply = "\"in_reply_to\":" + field(line, "msg_id") + ",\"type\":\"" + type + "_ok\"";
    switch (type) {
      case "init" -> {
        me = field(line, "node_id");
        for (String id : field(line, "node_ids").replaceAll("[\"\\s]", "").split(",")) if (!id.equals(me)) others.add(id);
        send(src, reply);
      }
      case "add" -> {
        elements.add(Long.valueOf(field(line, "element")));
        send(src, reply);
      }
      case "read" -> send(src, reply + "," + all());
      case "merge" -> {
        for (String one : field(line, "value").split(",")) if (!one.isBlank()) elements.add(Long.valueOf(one.trim()));
      }
      default -> System.err.println("what is " + type + "?");
    }
  }

  public static void main(String[] arguments) throws Exception {
    Thread telling = new Thread(() -> {
      while (true) {
        try {
          Thread.sleep(200);
        } catch (InterruptedException over) {
          return;
        }
        tell();
      }
    });
    telling.setDaemon(true);
    telling.start();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) hear(line);
  }
}
