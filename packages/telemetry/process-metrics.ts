/** The part of the registry about the process itself and the machine it is on. */

export const processMetrics = {
  'process.cpu.time': {
    kind: 'observed_counter',
    unit: 's',
    description: 'Processor time used since the start.',
    attributes: { 'cpu.mode': ['user', 'system'] },
  },
  'process.memory.usage': { kind: 'gauge', unit: 'By', description: 'Resident memory.', attributes: {} },
  'process.uptime': { kind: 'gauge', unit: 's', description: 'Time since the start.', attributes: {} },
  'process.unix.file_descriptor.count': {
    kind: 'gauge',
    unit: '{file_descriptor}',
    description: 'Open files and sockets, where /proc tells them.',
    attributes: {},
  },
  'system.filesystem.usage': {
    kind: 'gauge',
    unit: 'By',
    description: 'Space of the file system that the process was started on.',
    attributes: { 'system.filesystem.state': ['used', 'free'] },
  },
  'system.network.io': {
    kind: 'observed_counter',
    unit: 'By',
    description: 'Bytes over the network of the machine or container, loopback left out, where /proc tells them.',
    attributes: { 'network.io.direction': ['receive', 'transmit'] },
  },
  'v8js.memory.heap.used': { kind: 'gauge', unit: 'By', description: 'Heap in use.', attributes: {} },
  'v8js.memory.heap.limit': { kind: 'gauge', unit: 'By', description: 'Heap that may be used at most.', attributes: {} },
  'v8js.gc.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Pauses of the garbage collector.',
    attributes: { 'v8js.gc.type': ['major', 'minor', 'incremental', 'weakcb'] },
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1],
  },
  'nodejs.eventloop.utilization': {
    kind: 'gauge',
    unit: '1',
    description: 'Share of time that the event loop was busy since it was last read.',
    attributes: {},
  },
  'nodejs.eventloop.delay.min': { kind: 'gauge', unit: 's', description: 'Least delay of the event loop since it was last read.', attributes: {} },
  'nodejs.eventloop.delay.max': { kind: 'gauge', unit: 's', description: 'Greatest delay of the event loop since it was last read.', attributes: {} },
  'nodejs.eventloop.delay.mean': { kind: 'gauge', unit: 's', description: 'Mean delay of the event loop since it was last read.', attributes: {} },
  'nodejs.eventloop.delay.p50': { kind: 'gauge', unit: 's', description: 'Median delay of the event loop since it was last read.', attributes: {} },
  'nodejs.eventloop.delay.p90': {
    kind: 'gauge',
    unit: 's',
    description: 'The 90th percentile of the delay of the event loop since it was last read.',
    attributes: {},
  },
  'nodejs.eventloop.delay.p99': {
    kind: 'gauge',
    unit: 's',
    description: 'The 99th percentile of the delay of the event loop since it was last read.',
    attributes: {},
  },
} as const
