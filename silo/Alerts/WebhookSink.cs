using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using PatientFlow.Alerts;

namespace PatientFlow.Silo.Alerts;

/// <summary>Posts notices as signed JSON. Source of headers, payload and signature: Standard Webhooks 1.0.</summary>
internal sealed class WebhookSink(WebhookSettings settings, HttpMessageHandler handler, TimeProvider time) : IAlertSink, IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    // A proxy in front of the receiver would give up sooner than this.
    private readonly HttpClient http = new(handler) { Timeout = TimeSpan.FromSeconds(15) };

    /// <inheritdoc />
    public async Task TellAsync(AlertNotice notice)
    {
        using var request = Request(notice);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (!response.IsSuccessStatusCode)
                throw new AlertNotToldException($"the receiver answers {(int)response.StatusCode}.");
        }
        catch (HttpRequestException fault)
        {
            throw new AlertNotToldException($"the receiver cannot be reached ({fault.HttpRequestError}).", fault);
        }
        catch (TaskCanceledException fault)
        {
            throw new AlertNotToldException("the receiver did not answer in time.", fault);
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(AlertNotice notice)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new Payload($"patientflow.alert.{notice.Kind}", notice.At, AlertView.Of(notice.Alert)), Json);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", notice.Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", settings.Key.Sign(notice.Id, timestamp, body));
        return request;
    }

    private sealed record Payload(string Type, DateTime Timestamp, AlertView Data);
}
