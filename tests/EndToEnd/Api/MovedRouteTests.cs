using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>Paths from before the API had a version.</summary>
public sealed class MovedRouteTests(IdleSilo silo) : IClassFixture<IdleSilo>
{
    [Theory]
    [InlineData("GET", "/api/status", "/api/v1/status")]
    [InlineData("HEAD", "/api/departments/H3-ICU?limit=2&x=%C3%A4", "/api/v1/departments/H3-ICU?limit=2&x=%C3%A4")]
    [InlineData("GET", "/api/patients/a%2Fb%20c%25d/stays", "/api/v1/patients/a%2Fb%20c%25d/stays")]
    [InlineData("GET", "/API/exports/1", "/api/v1/exports/1")]
    [InlineData("POST", "/api/events", "/api/v1/events")]
    public async Task An_old_path_names_the_new_one_as_it_was_sent(string method, string old, string moved)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = silo.Api.BaseAddress };
        using var request = new HttpRequestMessage(new HttpMethod(method), old);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal(moved, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_sender_that_knows_only_the_old_path_is_heard()
    {
        using var folder = new TestFolder();
        await using var own = await RunningSilo.StartAsync(folder["data"]);
        using var body = new StringContent(Wire.Admission("e-1", "p-1"), Encoding.UTF8, "application/json");
        using var answer = await own.Api.PostAsync(new Uri("/api/events", UriKind.Relative), body);
        Assert.Equal(1, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted").GetInt32());
        await own.AppliedAsync();
        Assert.Equal("admitted", (await own.Api.GetFromJsonAsync<JsonElement>("/api/patients/p-1")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task No_other_path_is_moved()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await silo.Api.GetAsync(new Uri("/api/beds-and-more", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await silo.Api.GetAsync(new Uri("/api/v2/beds", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await silo.Api.GetAsync(new Uri("/api/long-stays", UriKind.Relative))).StatusCode);
    }
}
