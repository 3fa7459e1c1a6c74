namespace PatientFlow.Tests.Api;

/// <summary>A silo alone talks to nobody but the callers of its API.</summary>
public sealed class OpenPortTests
{
    [Fact]
    public async Task A_lone_silo_opens_no_port_but_that_of_its_api()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the open sockets are read from /proc, which is Linux'.");
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await silo.SendAsync("""{"event_type":"ADMISSION","event_id":"e","patient_id":"p","department":"ICU","hospital_id":1}""");
        await silo.AppliedAsync();

        Assert.Equal([silo.Api.BaseAddress!.Port], ListeningSockets.Of(silo.ProcessId));
    }

    [Fact]
    public async Task Two_silos_alone_run_beside_each_other()
    {
        using var folder = new TestFolder();
        await using var one = await RunningSilo.StartAsync(folder["one"]);
        await using var other = await RunningSilo.StartAsync(folder["other"]);
        await one.SendAsync("""{"event_type":"ADMISSION","event_id":"e","patient_id":"p","department":"ICU","hospital_id":1}""");
        await one.AppliedAsync();
        await other.AppliedAsync();

        Assert.Equal(System.Net.HttpStatusCode.OK, (await one.Api.GetAsync("/api/v1/patients/p")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await other.Api.GetAsync("/api/v1/patients/p")).StatusCode);
    }
}
