using System.Text;

namespace PatientFlow.Tools.Synapse;

/// <summary>Sentences as comment lines of SQL.</summary>
internal static class SqlComment
{
    private const int CommentWidth = 116;

    /// <summary>The lines, broken between words; each ends in LF.</summary>
    public static string Of(string sentence)
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
