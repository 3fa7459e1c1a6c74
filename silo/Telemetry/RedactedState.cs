using System.Collections;
using System.Text;

namespace PatientFlow.Silo.Telemetry;

/// <summary>A foreign log message, with its values replaced by what may be logged of them.</summary>
internal sealed class RedactedState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string OriginalFormat = "{OriginalFormat}";

    private readonly KeyValuePair<string, object?>[] values;
    private readonly string template;

    private RedactedState(string template, KeyValuePair<string, object?>[] values) =>
        (this.template, this.values) = (template, values);

    /// <inheritdoc />
    public int Count => values.Length;

    /// <inheritdoc />
    public KeyValuePair<string, object?> this[int index] => values[index];

    /// <summary>Returns what may be logged of a logger's state; null if all of it may, because it is ours.</summary>
    public static RedactedState? Of<TState>(TState state, OurMessages ours)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> told) return Nothing();
        var values = told.ToArray();

        // Text from a source is interned when its assembly is loaded. Other text may have been built from values, such
        // as an id.
        if (values.FirstOrDefault(v => v.Key == OriginalFormat).Value is not string text || string.IsInterned(text) is null)
            return Nothing();
        return ours.Contains(text)
            ? null
            : new RedactedState(text, [.. values.Select(v => v.Key == OriginalFormat ? v : new(v.Key, SafeValue.Of(v.Key, v.Value)))]);
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.AsEnumerable().GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => values.GetEnumerator();

    /// <summary>Returns the message.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c) text.Append(template[i++]);
            else if (c == '{' && template.IndexOf('}', i) is var end and > 0)
            {
                text.Append(Value(template.AsSpan(i + 1, end - i - 1)));
                i = end;
            }
            else text.Append(c);
        }

        return text.ToString();
    }

    // The hole is NAME, NAME,WIDTH, NAME:FORMAT or all of it. The width is dropped: it is meant for tables.
    private string Value(ReadOnlySpan<char> hole)
    {
        var colon = hole.IndexOf(':');
        var format = colon < 0 ? null : hole[(colon + 1)..].ToString();
        var name = colon < 0 ? hole : hole[..colon];
        if (name.IndexOf(',') is var comma and >= 0) name = name[..comma];
        foreach (var (key, value) in values)
            if (name.SequenceEqual(key)) return SafeValue.Text(value, format);
        return SafeValue.Withheld;
    }

    private static RedactedState Nothing() => new(SafeValue.Withheld, []);
}
