// The requests of one variant, a row each, as the lanes draw them. Pure.
// A request keeps its row from the moment it is sent, so that bars never jump while they grow.

const PENDING = Infinity;

// `pool` true: the variant has workers. A request then holds a row of the waiting line only until a worker takes it, and
// is drawn in that worker's lane from there. Otherwise it keeps its row until it is done.
export function createRequests({ pool }) {
  return { pool, count: 0, byId: new Map(), open: new Set(), ordered: [], rows: 0, freeAt: [], id: [], row: [], lane: [], sent: [], view: [], backend: [], backend_end: [], left: [], first_byte: [], done: [], status: [], fault: [] };
}

const GAVE_UP = 499;
// A view that goes on after its client has left keeps the row until it ends, too.
const rowEnd = (table, i) => (table.pool ? (table.view[i] ?? table.done[i]) : table.status[i] === GAVE_UP && table.view[i] != null ? table.left[i] : table.done[i]) ?? PENDING;

function write(table, i, from, row, done) {
  table.lane[i] = from.lane?.[row] ?? -1;
  table.view[i] = from.view?.[row] ?? null;
  table.backend[i] = from.backend?.[row] ?? null;
  table.backend_end[i] = from.backend_end?.[row] ?? null;
  table.left[i] = done ? (from.left?.[row] ?? null) : null;
  table.first_byte[i] = done ? (from.first_byte?.[row] ?? null) : null;
  table.done[i] = done ? from.done[row] : null;
  table.status[i] = done ? from.status[row] : null;
  table.fault[i] = from.fault?.[row] ?? null;
}

// Take in one snapshot's part for this variant: finished requests, then those still open.
export function addRequests(table, part) {
  const fresh = [];
  for (const [from, done] of [[part.events, true], [part.open, false]]) {
    const ids = from?.id ?? [];
    for (let row = 0; row < ids.length; row++) {
      let i = table.byId.get(ids[row]);
      if (i === undefined) {
        i = table.count++;
        table.byId.set(ids[row], i);
        table.id[i] = ids[row];
        table.sent[i] = from.sent[row] ?? from.intended?.[row] ?? 0;
        table.row[i] = -1;
        fresh.push(i);
      } else if (table.done[i] != null) continue; // finished for good: an older "open" line does not reopen it
      write(table, i, from, row, done);
      if (table.row[i] >= 0) table.freeAt[table.row[i]] = rowEnd(table, i);
    }
  }
  if (part.open?.id) cutOff(table, part.open.id, part.ticks?.t?.at(-1));
  fresh.sort((a, b) => table.sent[a] - table.sent[b] || table.id[a] - table.id[b]);
  for (const i of fresh) {
    table.row[i] = takeRow(table, table.sent[i], rowEnd(table, i));
    table.ordered.push(i); // by the time sent: a snapshot names every request sent before its tick
  }
}

// A request that was open and is neither finished nor open any more was cut off when its turn ended: its bar ends there.
function cutOff(table, ids, at) {
  const open = new Set(ids);
  for (const id of table.open) {
    const i = table.byId.get(id);
    if (open.has(id) || table.done[i] != null) continue;
    table.done[i] = at ?? table.sent[i];
    if (table.row[i] >= 0) table.freeAt[table.row[i]] = table.done[i];
  }
  table.open = open;
}

// The lowest row that is free at `at`; taken until `until`.
function takeRow(table, at, until) {
  const { freeAt } = table;
  let row = 0;
  while (row < freeAt.length && freeAt[row] > at) row++;
  freeAt[row] = until;
  table.rows = Math.max(table.rows, row + 1);
  return row;
}
