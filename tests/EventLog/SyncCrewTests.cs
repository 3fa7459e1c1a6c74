namespace PatientFlow.EventLog.Tests;

public sealed class SyncCrewTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Every_file_is_synced_and_a_failure_of_any_is_a_failure_of_all(int count)
    {
        var disk = new SimulatedDisk();
        using var crew = new SyncCrew();
        var files = Enumerable.Range(0, count).Select(f => disk.Create($"/log/{f}")).ToArray();
        for (var round = 0; round < 50; round++)
        {
            var synced = 0;
            disk.BeforeStep = (_, _) => Interlocked.Increment(ref synced);
            crew.Sync(files);
            Assert.Equal(count, synced);

            var failing = $"sync /log/{(count == 0 ? 0 : round % count)}";
            disk.BeforeStep = (_, name) =>
            {
                if (name == failing) throw new IOException("no");
            };
            if (count > 0) Assert.Throws<IOException>(() => crew.Sync(files));
        }
    }
}
