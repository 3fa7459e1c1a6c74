using System.Text;

namespace PatientFlow.EventLog.Tests;

public sealed class FormatTests
{
    // Source: the test vectors of the XXH64 reference implementation, seed 0.
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void The_hash_of_a_key_is_the_published_one(string key, ulong hash) =>
        Assert.Equal(hash, XxHash64.Compute(Encoding.ASCII.GetBytes(key)));

    // Source: RFC 3720, appendix B.4, and the customary check value.
    [Fact]
    public void The_checksum_is_the_published_one()
    {
        Assert.Equal(0xE3069283u, Crc32C.Compute(0, "123456789"u8));
        Assert.Equal(0x8A9136AAu, Crc32C.Compute(0, new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Compute(0, Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD794Eu, Crc32C.Compute(0, Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()));
        Assert.Equal(0xE3069283u, Crc32C.Compute(Crc32C.Compute(0, "1234"u8), "56789"u8));
    }

    // Golden values: a change here would send known patients to other partitions.
    [Theory]
    [InlineData("", 8, 1)]
    [InlineData("a", 8, 3)]
    [InlineData("abc", 8, 1)]
    [InlineData("abc", 1, 0)]
    [InlineData("Nobody inspects the spammish repetition", 1000, 313)]
    public void A_key_goes_to_the_same_partition_for_ever(string key, int partitions, int partition) =>
        Assert.Equal(partition, Partitioner.Of(Encoding.ASCII.GetBytes(key), partitions));

    [Fact]
    public void Keys_spread_evenly_over_partitions()
    {
        var counts = new int[8];
        for (var i = 0; i < 80_000; i++) counts[Partitioner.Of(Encoding.ASCII.GetBytes($"P{i:000000}"), 8)]++;
        Assert.All(counts, c => Assert.InRange(c, 9_500, 10_500));
    }
}
