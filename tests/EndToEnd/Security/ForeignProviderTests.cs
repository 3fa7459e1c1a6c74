using System.Net.Http.Headers;

namespace PatientFlow.Tests.Security;

/// <summary>Tokens of an OpenID provider that is not ours.</summary>
public sealed class ForeignProviderTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_tokens_are_taken_for_what_they_say_before_and_after_it_changes_its_keys()
    {
        using var provider = await OidcProvider.StartAsync();
        using var data = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(data["data"], provider.Options);

        var before = await provider.TokenAsync("bed_manager.3");
        Assert.Equal(200, await StatusAsync(silo, "/api/v1/departments/H3-ICU", before));
        Assert.Equal(404, await StatusAsync(silo, "/api/v1/departments/H3-ICU", await provider.TokenAsync("clinician.1")));
        Assert.Equal(403, await StatusAsync(silo, "/api/v1/departments/H3-ICU", await provider.TokenAsync("nothing.3")));

        await provider.RotateAsync();
        var after = await provider.TokenAsync("bed_manager.3");
        // The first request with an unknown key makes the silo read the keys again.
        while (await StatusAsync(silo, "/api/v1/departments/H3-ICU", after) != 200) await Task.Delay(50, None);
    }

    private static async Task<int> StatusAsync(RunningSilo silo, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await silo.Api.SendAsync(request, None);
        return (int)answer.StatusCode;
    }
}
