using System.Text;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

/// <summary>What is said of a payload before it is in the log is what becomes of it afterwards.</summary>
public sealed class PayloadCheckTests
{
    [Theory]
    [InlineData("hello", "NOT_JSON")]
    [InlineData("[]", "NOT_AN_OBJECT")]
    [InlineData("{}", "MISSING_EVENT_ID")]
    [InlineData("{\"event_id\":\"\\ud800\"}", "INVALID_TEXT")]
    [InlineData("{\"event_id\":\"\\u0001\"}", "INVALID_ID")]
    [InlineData("{\"event_id\":\"E\"}", "MISSING_PATIENT_ID")]
    [InlineData("{\"event_id\":\"E\",\"patient_id\":\"P\"}", "MISSING_EVENT_TYPE")]
    [InlineData("{\"event_id\":\"E\",\"patient_id\":\"P\",\"event_type\":\"DANCE\"}", "UNKNOWN_EVENT_TYPE")]
    [InlineData("{\"event_id\":\"E\",\"patient_id\":\"P\",\"event_type\":\"VITALS\"}", null)]
    public void It_names_the_reason_that_the_quarantine_will(string payload, string? reason)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        Assert.Equal(reason, new PayloadCheck().NameOf(bytes));
        var row = new Ingestion().Take(bytes).Buffer.Quarantine.SingleOrDefault();
        Assert.Equal(reason, row is null ? null : FlagText.Of(row.Reason));
    }
}
