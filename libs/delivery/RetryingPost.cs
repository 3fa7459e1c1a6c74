using System.Net;

namespace PatientFlow.Delivery;

/// <summary>
/// Posts a request until it succeeds. A failure on the way, a timeout and a 5xx are unknown outcomes: the same
/// request goes out again, and receivers know its events by their ids. 408 and 429 ask for just that. Any other 4xx
/// says that the request is wrong and ends the run. A server that says when to come again is there: it is asked for as
/// long as it says so.
/// </summary>
/// <param name="http">Sends it.</param>
/// <param name="time">Measures the pauses.</param>
/// <param name="retrying">Told why an attempt failed, before the pause to the next one.</param>
internal sealed class RetryingPost(HttpClient http, TimeProvider time, Action<string> retrying)
{
    /// <summary>About a minute and a half in all: longer than a server takes to restart.</summary>
    private const int AttemptsMax = 15;

    private const int MessageCharsMax = 2_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(10);

    /// <param name="request">Makes a new request for each attempt: .NET sends none twice.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="DeliveryException">The server refuses the request, or all attempts failed.</exception>
    public async Task SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        for (var attempt = 1; ;)
        {
            var (fault, wait) = await TryOnceAsync(request, cancellationToken);
            if (fault is null) return;
            if (attempt < AttemptsMax || wait is not null) retrying(fault);
            if (wait is { } asked)
            {
                await Task.Delay(asked, time, cancellationToken);
                continue;
            }

            if (attempt == AttemptsMax) throw new DeliveryException($"Gave up after {attempt} attempts: {fault}");
            attempt++;
            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
        }
    }

    /// <summary>One attempt: no fault if it succeeded, and the pause that the server asks for, if any.</summary>
    private async Task<(string? Fault, TimeSpan? Wait)> TryOnceAsync(
        Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        try
        {
            using var message = request();
            using var answer = await http.SendAsync(message, cancellationToken);
            if (answer.IsSuccessStatusCode) return (null, null);

            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (text.Length > MessageCharsMax) text = text[..MessageCharsMax] + " ...";
            var fault = $"{message.RequestUri} answered {(int)answer.StatusCode} {answer.ReasonPhrase}. {text}".Trim();
            if (!IsTransient(answer.StatusCode)) throw new DeliveryException(fault);
            var asked = answer.Headers.RetryAfter?.Delta;
            return (fault, asked < PauseMax ? asked : asked is null ? null : PauseMax);
        }
        catch (HttpRequestException fault)
        {
            return (fault.Message, null);
        }
        catch (TaskCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            return ($"no answer in time ({fault.Message})", null);
        }
    }

    private static bool IsTransient(HttpStatusCode status) =>
        (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
}
