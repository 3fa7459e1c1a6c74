using PatientFlow.Lake;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tests;

/// <summary>Properties that another writer set: read as they are meant, or refused by name.</summary>
public sealed class TablePropertyTests
{
    [Theory]
    [InlineData("interval 2 weeks 1 day", 15)]
    [InlineData("48 hours", 2)]
    [InlineData("interval 99999999999 days", 365_000)]
    [InlineData("interval 9223372036854775807 weeks", 365_000)]
    public void Retention_OfAnyLength_IsKept(string text, int days) =>
        Assert.Equal(TimeSpan.FromDays(days), Of("delta.logRetentionDuration", text).LogRetention);

    [Theory]
    [InlineData("delta.logRetentionDuration", "interval -1 days")]
    [InlineData("delta.logRetentionDuration", "a while")]
    [InlineData("delta.logRetentionDuration", "")]
    [InlineData("delta.enableExpiredLogCleanup", "maybe")]
    [InlineData("delta.appendOnly", "1")]
    [InlineData("delta.checkpointInterval", "often")]
    public void Property_ThatIsNotUnderstood_IsRefusedByItsName(string name, string value)
    {
        var properties = Of(name, value);
        var fault = Assert.Throws<LakeFormatException>(() => (object)(properties.LogRetention, properties.ExpiredLogCleanup,
            properties.AppendOnly, properties.CheckpointInterval));
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    private static TableProperties Of(string name, string value) =>
        new(new Dictionary<string, string> { [name] = value });
}
