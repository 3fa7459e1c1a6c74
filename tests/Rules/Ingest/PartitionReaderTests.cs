using System.Text;
using PatientFlow.Events;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Ingest;

public sealed class PartitionReaderTests
{
    [Fact]
    public void An_event_is_in_Bronze_as_it_came_and_not_in_quarantine()
    {
        var payload = Encoding.UTF8.GetBytes(" { \"event_id\" : \"E\", \"patient_id\":\"P\",\n\"event_type\":\"VITALS\" } ");
        var buffer = new Ingestion(partition: 3).Take(payload).Buffer;

        var row = Assert.Single(buffer.Bronze);
        Assert.Equal(payload, row.Json.ToArray());
        Assert.Equal(new BronzeRow(3, 0, SentEvent.Time("23:00"), row.Json, "P", UnusableReason.None, Ingestion.Now), row);
        Assert.Empty(buffer.Quarantine);
        Assert.Single(buffer.Silver);
    }

    [Theory]
    [InlineData("hello", UnusableReason.NotJson)]
    [InlineData("[]", UnusableReason.NotAnObject)]
    [InlineData("{}", UnusableReason.MissingEventId)]
    [InlineData("{\"event_id\":\"\\ud800\"}", UnusableReason.InvalidText)]
    [InlineData("{\"event_id\":\"\\u0001\"}", UnusableReason.InvalidId)]
    public void I_14_what_is_no_event_is_in_Bronze_and_in_quarantine_with_the_reason(string payload, UnusableReason reason)
    {
        var buffer = new Ingestion().Take(Encoding.UTF8.GetBytes(payload)).Buffer;

        var row = Assert.Single(buffer.Bronze);
        Assert.Equal(payload, Encoding.UTF8.GetString(row.Json.Span));
        Assert.Equal(new BronzeRow(0, 0, SentEvent.Time("23:00"), row.Json, null, reason, Ingestion.Now), row);
        Assert.Equal(
            new QuarantineRow(0, 0, SentEvent.Time("23:00"), reason, payload, null, Ingestion.Now), Assert.Single(buffer.Quarantine));
        Assert.Empty(buffer.Silver);
        Assert.Equal(FlagText.Of(reason), TableCell.Of(BronzeTables.PatientFlow, "parse_error", buffer.Bronze[0]));
        Assert.Equal(FlagText.Of(reason), TableCell.Of(BronzeTables.Quarantine, "reason", buffer.Quarantine[0]));
    }

    [Theory]
    [InlineData(null, "P", UnusableReason.MissingEventType, "P")]
    [InlineData("ADMISSION", null, UnusableReason.MissingPatientId, "E0-0")]
    [InlineData("REGISTRATION", "P", UnusableReason.UnknownEventType, "P")]
    public void An_event_that_nobody_can_apply_is_in_quarantine_and_in_Silver(
        string? type, string? patient, UnusableReason reason, string key)
    {
        var buffer = new Ingestion().Take(SentEvent.Of(type, patient).At("08:00")).Buffer;

        Assert.Equal((reason, 0L), (Assert.Single(buffer.Quarantine).Reason, buffer.Quarantine[0].Offset));
        Assert.Equal((UnusableReason.None, key), (Assert.Single(buffer.Bronze).Unusable, buffer.Bronze[0].EventKey));
        Assert.Single(buffer.Silver);
        Assert.Empty(buffer.Facts);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_come_back_exactly_from_base64()
    {
        byte[] payload = [.. "{\"event_id\":\"E\",\"note\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8];
        var buffer = new Ingestion().Take(payload).Buffer;
        var row = Assert.Single(buffer.Quarantine);

        Assert.Equal(UnusableReason.InvalidText, row.Reason);
        Assert.Equal(payload, Convert.FromBase64String(Must.Have(row.Base64)));
        Assert.Equal("{\"event_id\":\"E\",\"note\":\"\uFFFD(\uFFFD\"}", row.Json);
        Assert.Equal(row.Json, Encoding.UTF8.GetString(Assert.Single(buffer.Bronze).Json.Span));
    }

    [Fact]
    public void Of_any_bytes_the_tables_hold_enough_to_give_them_back() =>
        Gens.For<byte[]>(1_000, payload =>
        {
            var buffer = new Ingestion().Take(payload).Buffer;
            var bronze = Assert.Single(buffer.Bronze);
            var exact = buffer.Quarantine.FirstOrDefault()?.Base64 is { } base64
                ? Convert.FromBase64String(base64)
                : bronze.Json.ToArray();
            Assert.Equal(payload, exact);
        });

    [Fact]
    public void A_whole_admission_gives_one_row_everywhere()
    {
        var buffer = new Ingestion().Take(SentEvent.Admission()).Buffer;

        Assert.Equal((1, 1, 1, 0), (buffer.Bronze.Count, buffer.Silver.Count, buffer.Facts.Count, buffer.Quarantine.Count));
        Assert.Equal(EventKind.Admission, buffer.Silver[0].Event.Kind);
        Assert.Equal("P1", Assert.Single(buffer.Versions).PatientId);
        Assert.Equal("P1", Assert.Single(buffer.Stays).PatientId);
    }
}
