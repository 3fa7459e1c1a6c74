namespace PatientFlow.Tools.Synapse;

/// <summary>In which forms the values of an event may be sent, for people who send them.</summary>
internal static class WireForms
{
    /// <summary>A section of the data dictionary.</summary>
    public const string Section =
        """
        ## What an event may hold

        An event is one JSON object. What cannot be read is null, and the event is flagged `MALFORMED_FIELD`; an empty text
        is null as a missing one. The flags that others of these forms give are listed below.

        - **Times**: ISO 8601 in the extended or the basic form, `2026-03-10T08:00:00.5+01:00` or `20260310T080000Z`, with a
          blank for the `T`, in either case, without seconds too. A time without an offset is UTC; an offset is `Z`, `±hh`,
          `±hhmm` or `±hh:mm`. `24:00:00` is midnight of the next day. `23:59:60` UTC, a leap second, is the second after it;
          no other minute has 61 seconds. Digits below a microsecond are cut off. A date alone is no time, nor is one outside
          of the years 1900 to 2199 (UTC).
        - **Times as a number**: milliseconds since 1970, or seconds where milliseconds would lie before March 1973 (numbers
          from 10^9 to below 10^11). Smaller numbers are no times, nor are those from 190000000000 to 219999999999, which may
          be a date and a time of day in digits.
        - **Numbers**: a JSON number, or a text that is one, such as `"72"`, `" 098.60 "` or `"1e2"`. A whole number may have
          a fraction of zero. A decimal comma, digits in groups, hexadecimal digits, `NaN` and `Infinity` are no numbers.
        - **Ids**: blanks around a patient or event id are dropped; its case counts. A bed id may be in any case, with blanks
          around it and zeros before its number; the tables have the network's spelling.
        - **Other texts**: blanks around them are dropped, but a diagnosis is kept as sent; an event type may be in any case.
          A department is one of the names and spellings of the network.


        """;
}
