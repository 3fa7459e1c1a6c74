namespace PatientFlow.Tests.Simulator;

/// <summary>Events reach a silo whole, in order and whatever the server does first.</summary>
public sealed class HttpSinkTests
{
    [Fact]
    public async Task Server_ThatFailsTwice_GetsTheSameBatchAgain()
    {
        using var server = new StubServer((503, "starting"), (500, "oops"), (200, "{}"));
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync($"--to {server.Address} --max-events 1200 --seed 7"));

        Assert.Equal(5, server.Requests.Count);
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
        Assert.Equal(server.Requests[0].Body, server.Requests[2].Body);
        Assert.Equal([TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400)], line.Time.Waits);
        var other = new CommandLine();
        await other.RunAsync("--dry-run --max-events 1200 --seed 7");
        Assert.Equal(other.EventLines, server.Accepted);
    }

    [Fact]
    public async Task Request_IsNdjsonToTheEventsEndpoint()
    {
        using var server = new StubServer((202, ""));
        await new CommandLine().RunAsync($"--to {server.Address} --max-events 3");
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /api/v1/events", $"{request.Method} {request.Target}");
        Assert.Equal("application/x-ndjson", request.ContentType);
    }

    [Fact]
    public async Task Refusal_StopsWithTheServersMessage()
    {
        using var server = new StubServer((413, "a request may have 1 MB"));
        var line = new CommandLine();
        Assert.Equal(1, await line.RunAsync($"--to {server.Address} --max-events 9"));
        Assert.Single(server.Requests);
        Assert.Contains("413", line.Error, StringComparison.Ordinal);
        Assert.Contains("a request may have 1 MB", line.Error, StringComparison.Ordinal);
        Assert.Matches(@"sent\s+0\b", line.Error);
    }

    [Fact]
    public async Task TooManyRequests_IsAskedAgain()
    {
        using var server = new StubServer((429, "slow down"), (200, ""));
        Assert.Equal(0, await new CommandLine().RunAsync($"--to {server.Address} --max-events 9"));
        Assert.Equal(9, server.Accepted.Count());
    }

    [Fact]
    public async Task AServerThatSaysWhenToComeAgain_IsAskedAsLongAsItSaysSo()
    {
        using var server = new StubServer([.. Enumerable.Repeat((503, "the disk is full"), 40), (200, "")]) { RetryAfter = "2" };
        Assert.Equal(0, await new CommandLine().RunAsync($"--to {server.Address} --max-events 9"));
        Assert.Equal(9, server.Accepted.Count());
    }

    [Fact]
    public async Task NobodyThere_GivesUpInTheEnd_AndSaysSo()
    {
        string address;
        using (var server = new StubServer((200, ""))) address = server.Address.ToString();
        var line = new CommandLine();
        Assert.Equal(1, await line.RunAsync($"--to {address} --max-events 9"));
        Assert.Contains("Gave up after", line.Error, StringComparison.Ordinal);
    }
}
