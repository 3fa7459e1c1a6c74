using System.Collections.Frozen;

namespace PatientFlow.Lake;

/// <summary>The columns of a table or file, in order. Immutable.</summary>
public sealed class Schema : IEquatable<Schema>
{
    private readonly FrozenDictionary<string, int> indexByName;

    /// <summary>A schema of these fields.</summary>
    /// <exception cref="ArgumentException">A name is empty, or two names are equal ignoring case.</exception>
    public Schema(params IReadOnlyList<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            ArgumentException.ThrowIfNullOrEmpty(field.Name, nameof(fields));
            if (!seen.Add(field.Name))
                throw new ArgumentException($"Column '{field.Name}' is there twice (case is ignored).", nameof(fields));
        }

        Fields = [.. fields];
        indexByName = Fields.Select((field, i) => (field.Name, i)).ToFrozenDictionary(p => p.Name, p => p.i);
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The column with this name (exact case).</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Field this[string name] =>
        TryIndexOf(name, out var index) ? Fields[index] : throw new KeyNotFoundException($"No column '{name}'.");

    /// <summary>Finds the position of a column by its exact name.</summary>
    public bool TryIndexOf(string name, out int index) => indexByName.TryGetValue(name, out index);

    /// <summary>The columns named, in the order named.</summary>
    /// <exception cref="KeyNotFoundException">A name is not a column.</exception>
    public Schema Select(IEnumerable<string> names) => new([.. names.Select(name => this[name])]);

    /// <summary>The Delta <c>schemaString</c>.</summary>
    public string ToJson() => SchemaJson.Write(this);

    /// <summary>Reads a Delta <c>schemaString</c>.</summary>
    /// <exception cref="LakeFormatException">The text is not a schema.</exception>
    /// <exception cref="LakeUnsupportedException">A type is unknown; the message names it.</exception>
    public static Schema FromJson(string json) => SchemaJson.Read(json);

    /// <inheritdoc/>
    public bool Equals(Schema? other) => other is not null && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schema);

    /// <inheritdoc/>
    public override int GetHashCode() => Fields.Count;

    /// <summary>One line, for people.</summary>
    public override string ToString() =>
        string.Join(", ", Fields.Select(f => $"{f.Name} {f.Type}{(f.Nullable ? "" : " not null")}"));
}
