using System.Globalization;
using PatientFlow.Lake;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>What a writer process of <see cref="ManyProcessesTests"/> does; nothing in an ordinary run.</summary>
public sealed class WriterProcessTests
{
    internal const int Writers = 4, CommitsEach = 8;
    internal const string RootVariable = "LAKE_TEST_WRITER_ROOT";
    internal const string NumberVariable = "LAKE_TEST_WRITER_NUMBER";

    [Fact]
    public async Task Writer_WhenStartedAsOne_Writes()
    {
        var root = Environment.GetEnvironmentVariable(RootVariable);
        if (root is null) return;
        var number = int.Parse(Environment.GetEnvironmentVariable(NumberVariable) ?? "", CultureInfo.InvariantCulture);
        var store = Open(root);
        await Parallel.ForEachAsync(
            Enumerable.Range(number * Writers, Writers),
            async (writer, _) => await FaultTests.WriteAsync(store, writer, CommitsEach));
    }

    internal static ILakeStore Open(string root) => LakeRoot.Open(root, () => Azurite.Access);
}
