using System.Text;

namespace PatientFlow.Silo.Synapse;

/// <summary>A view over other views.</summary>
internal sealed record SqlView
{
    private const int CommentWidth = 116;

    /// <summary>Schema and name.</summary>
    public required string Name { get; init; }

    /// <summary>What a row and its figures mean.</summary>
    public required string Definition { get; init; }

    /// <summary>Whose definition it is, and what differs.</summary>
    public required string Source { get; init; }

    /// <summary>The SELECT, in the T-SQL that <see cref="SqlDialect"/> knows.</summary>
    public required string Query { get; init; }

    /// <summary>Definition and source as comment lines.</summary>
    public string Comment => Wrap($"Definition: {Definition}") + Wrap($"Source: {Source}");

    private static string Wrap(string sentence)
    {
        var text = new StringBuilder("--");
        var column = 2;
        foreach (var word in sentence.Split(' '))
        {
            if (column + 1 + word.Length > CommentWidth)
            {
                text.Append("\n--  ");
                column = 4;
            }

            text.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        return text.Append('\n').ToString();
    }
}
