namespace PatientFlow.Lake;

/// <summary>A column of type <c>timestamp</c>: microseconds since 1970-01-01T00:00:00Z.</summary>
public sealed class TimestampColumn : ValueColumn<long>
{
    /// <summary>A column of type <c>timestamp</c>.</summary>
    public TimestampColumn() : base(DataType.Timestamp)
    {
    }

    internal TimestampColumn(DataType type) : base(type)
    {
    }

    /// <summary>Microseconds since 1970-01-01T00:00:00Z, rounded down, also before 1970.</summary>
    public static long ToMicros(DateTimeOffset time) => ToMicros(time.UtcTicks);

    /// <summary>The instant that lies so many microseconds after 1970-01-01T00:00:00Z.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside the years 1 to 9999.</exception>
    public static DateTimeOffset FromMicros(long micros)
    {
        if (micros is < -62_135_596_800_000_000 or > 253_402_300_799_999_999)
            throw new ArgumentOutOfRangeException(nameof(micros), micros, "The instant is not in the years 1 to 9999.");
        return DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>Adds a row.</summary>
    public void Append(DateTimeOffset time) => Append(ToMicros(time));

    /// <summary>Adds a row, null if the time is.</summary>
    public void Append(DateTimeOffset? time)
    {
        if (time is { } held) Append(held);
        else AppendNull();
    }

    /// <summary>Adds a row for each of these, null where it has no time.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="utc">The time of a row, which is UTC whatever its kind says.</param>
    public void AppendEach<TRow>(ReadOnlySpan<TRow> rows, Func<TRow, DateTime?> utc)
    {
        var first = Count;
        var room = AppendRoom(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var held = utc(rows[i]);
            room[i] = held is { } time ? ToMicros(time.Ticks) : 0;
            if (!held.HasValue) MarkNull(first + i);
        }
    }

    /// <summary>The instant of a row that is not null.</summary>
    public DateTimeOffset GetTime(int row) => FromMicros(this[row]);

    private static long ToMicros(long utcTicks)
    {
        var ticks = utcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var micros = ticks / TimeSpan.TicksPerMicrosecond;
        return ticks % TimeSpan.TicksPerMicrosecond < 0 ? micros - 1 : micros;
    }
}
