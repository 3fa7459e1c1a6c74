namespace PatientFlow.Lake;

/// <summary>
/// Where in a column the last strings went, so that one that comes again need not be encoded again. It knows a string by
/// its reference alone: names that are the same object in all rows are found. Of a column of ids it soon finds that
/// looking is in vain.
/// </summary>
internal sealed class RecentTexts
{
    private const int PlacesMax = 256;
    private const int Trial = 512;

    private (string Text, int Row)[] places = [];
    private int looks;
    private int finds;

    /// <summary>Returns the row that a text went to; the next row if it is not known, and then it goes there.</summary>
    public int RowOf(string text, int nextRow)
    {
        if (looks == Trial && finds < Trial / 8) return nextRow;
        if (places.Length == 0) places = new (string, int)[PlacesMax];
        if (looks < Trial) looks++;
        ref var place = ref places[PlaceOf(text)];
        if (!ReferenceEquals(place.Text, text))
        {
            place = (text, nextRow);
            return nextRow;
        }

        if (looks < Trial) finds++;
        return place.Row;
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear() => Array.Clear(places);

    // Four signs tell names and beds apart; where they do not, the later text takes the place.
    private static int PlaceOf(string text) => text.Length == 0
        ? 0
        : ((((((text.Length * 31) + text[0]) * 31) + text[text.Length / 4]) * 31) + text[text.Length / 2] + (text[^1] * 7)) & (PlacesMax - 1);
}
