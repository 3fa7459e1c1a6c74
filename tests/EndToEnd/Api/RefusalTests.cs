using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>What the API refuses, each with a problem document that repeats nothing that could be a patient's id.</summary>
public sealed class RefusalTests(IdleSilo silo) : IClassFixture<IdleSilo>
{
    [Theory]
    [InlineData("/api/v1/patients/nobody-knows-me")]
    [InlineData("/api/v1/patients/nobody-knows-me/history")]
    [InlineData("/api/v1/patients/nobody-knows-me/stays")]
    [InlineData("/api/v1/patients/nobody-knows-me/movements")]
    [InlineData("/api/v1/patients/%20")] // A blank id is no key of a grain: this was 500.
    [InlineData("/api/v1/departments/H9-ICU")]
    [InlineData("/api/v1/departments/nonsense")]
    [InlineData("/api/v1/beds/H3-ICU-999")]
    [InlineData("/api/v1/beds/nonsense")]
    [InlineData("/api/v1/exports/nobody")]
    [InlineData("/api/v1/exports/-1")]
    [InlineData("/api/v1/exports/1")]
    [InlineData("/api/v1/exports/99999999999999999999")]
    [InlineData("/api/nothing-here")]
    public async Task An_unknown_thing_is_a_404_that_repeats_no_id(string path)
    {
        using var response = await silo.Api.GetAsync(new Uri(path, UriKind.Relative));
        var problem = await AssertProblemAsync(response, HttpStatusCode.NotFound);
        Assert.DoesNotContain("nobody", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("[]")]
    public async Task A_body_without_an_event_is_400(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await silo.Api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
        await AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Host", "rebound.example")]
    public async Task A_request_on_behalf_of_another_site_is_403(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/departments");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await silo.Api.SendAsync(request);
        await AssertProblemAsync(response, HttpStatusCode.Forbidden);
    }

    private static async Task<string> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem.ToString();
    }
}
