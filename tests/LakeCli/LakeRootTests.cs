namespace PatientFlow.Tests;

/// <summary>Where the lake is: beside the log unless the command line or the environment says otherwise.</summary>
public sealed class LakeRootTests
{
    [Fact]
    public async Task The_environment_names_the_lake_and_the_command_line_wins()
    {
        using var folder = new TestFolder();
        var (data, named) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "named"));
        string[] demo = ["demo", "--input", EventFile.Write(folder, 50), "--data", data, "--partitions", "2"];
        using var process = LakeProgram.Start(demo, lakeRoot: named);
        var run = await ChildProcess.FinishAsync(process);
        Assert.True(run.ExitCode == 0, $"{run}");
        Assert.False(Directory.Exists(Path.Combine(data, "lake")));
        Assert.Equal("50", (await LakeProgram.LakeAsync("count", Path.Combine(named, "bronze/patient_flow"))).Output.Trim());

        string[] verify = ["verify", "--data", data, "--lake", named];
        using var elsewhere = LakeProgram.Start(verify, lakeRoot: Path.Combine(folder.Path, "nothing"));
        var verified = await ChildProcess.FinishAsync(elsewhere);
        Assert.True(verified.ExitCode == 0, $"{verified}");
    }

    [Fact]
    public async Task A_lake_is_verified_where_no_silo_ever_ran_and_nothing_is_left_there()
    {
        using var folder = new TestFolder();
        var (data, lake) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "lake"));
        var demo = await LakeProgram.RunAsync(
            "demo", "--input", EventFile.Write(folder, 50), "--data", data, "--lake", lake, "--partitions", "2");
        Assert.True(demo.ExitCode == 0, $"{demo}");
        var other = Path.Combine(folder.Path, "other");
        var verify = await LakeProgram.RunAsync("verify", "--data", other, "--lake", lake);
        Assert.True(verify.ExitCode == 0, $"{verify}");
        Assert.Contains("grains: no state in this folder", verify.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(other));
    }

    [Theory]
    [InlineData("s3://bucket/lake")]
    [InlineData("https://account.blob.core.windows.net/")]
    [InlineData("")]
    public async Task A_root_that_names_no_place_is_refused_before_anything_is_made(string root)
    {
        using var folder = new TestFolder();
        var data = Path.Combine(folder.Path, "data");
        var demo = await LakeProgram.RunAsync(
            "demo", "--input", EventFile.Write(folder, 1), "--data", data, "--lake", root);
        Assert.Equal(2, demo.ExitCode);
        Assert.Single(demo.Errors.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(data));
    }
}
