// Server-sent events from the text of a stream, as the HTML standard describes them.

/** Returns a function that takes pieces of text and calls back for each event that is complete. */
export function eventReader(onEvent) {
  let rest = '';
  let event = { id: null, name: 'message', data: [] };
  return (piece) => {
    rest += piece;
    // A carriage return at the end may be half of a line's end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (event.data.length > 0) onEvent({ ...event, data: event.data.join('\n') });
        event = { id: null, name: 'message', data: [] };
        continue;
      }
      const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line);
      if (field === 'data') event.data.push(value);
      else if (field === 'event') event.name = value;
      else if (field === 'id') event.id = value;
    }
  };
}
