namespace PatientFlow.Lake;

/// <summary>A column of type <c>date</c>: days since 1970-01-01.</summary>
public sealed class DateColumn() : ValueColumn<int>(DataType.Date)
{
    private static readonly int EpochDayNumber = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The days since 1970-01-01 of a date.</summary>
    public static int ToDays(DateOnly date) => date.DayNumber - EpochDayNumber;

    /// <summary>The date that lies so many days after 1970-01-01.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside the years 1 to 9999.</exception>
    public static DateOnly FromDays(int days) => DateOnly.FromDayNumber(checked(days + EpochDayNumber));

    /// <summary>Adds a row.</summary>
    public void Append(DateOnly date) => Append(ToDays(date));

    /// <summary>Adds a row, null if the date is.</summary>
    public void Append(DateOnly? date)
    {
        if (date is { } held) Append(held);
        else AppendNull();
    }

    /// <summary>Adds a row for each of these, null where it has no date.</summary>
    public void AppendEach<TRow>(ReadOnlySpan<TRow> rows, Func<TRow, DateOnly?> date)
    {
        var first = Count;
        var room = AppendRoom(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var held = date(rows[i]);
            room[i] = held is { } day ? ToDays(day) : 0;
            if (!held.HasValue) MarkNull(first + i);
        }
    }

    /// <summary>The date of a row that is not null.</summary>
    public DateOnly GetDate(int row) => FromDays(this[row]);
}
