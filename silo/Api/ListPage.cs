using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace PatientFlow.Silo.Api;

/// <summary>Which part of a long list a client asks for: <c>?limit=N&amp;after=CURSOR</c>.</summary>
/// <param name="Limit">Entries of the answer at most.</param>
/// <param name="After">The last entry that the client has; null to begin with the first.</param>
internal sealed record ListPage(int Limit, string? After)
{
    /// <summary>Reads it from a request; returns null if it is nonsense.</summary>
    /// <param name="query">The request's query.</param>
    /// <param name="limitMax">The largest limit, which is also the one of a request that names none.</param>
    public static ListPage? Of(IQueryCollection query, int limitMax)
    {
        var (limits, afters) = (query["limit"], query["after"]);
        if (limits.Count > 1 || afters.Count > 1) return null;
        var limit = limitMax;
        if (limits is [var text]
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1 || limit > limitMax))
            return null;
        return new ListPage(limit, afters is [var after] ? after : null);
    }

    /// <summary>Returns the entries of the page, and names the next page in the answer's <c>Link</c> if there is one.</summary>
    /// <param name="http">The request and its answer.</param>
    /// <param name="rest">The entries after <see cref="After"/>, in order.</param>
    /// <param name="cursor">What names an entry.</param>
    /// <param name="kept">Parameters that the next page repeats, with their values, beside those of the request.</param>
    public IReadOnlyList<T> Take<T>(
        HttpContext http, IEnumerable<T> rest, Func<T, string> cursor, params IEnumerable<(string Name, string Value)> kept)
    {
        T[] found = [.. rest.Take(Limit + 1)];
        if (found.Length <= Limit) return found;
        var query = http.Request.Query.Where(q => q.Key is not "limit" and not "after")
            .ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        foreach (var (name, value) in kept) query[name] = value;
        query["limit"] = Limit.ToString(CultureInfo.InvariantCulture);
        query["after"] = cursor(found[Limit - 1]);
        var next = http.Request.Path + QueryString.Create(query.Select(q => KeyValuePair.Create(q.Key, (string?)q.Value)));
        http.Response.Headers[HeaderNames.Link] = $"<{next}>; rel=\"next\"";
        return found[..Limit];
    }
}
