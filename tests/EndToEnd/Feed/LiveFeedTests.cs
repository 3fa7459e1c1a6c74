using System.Collections.Immutable;
using System.Text;
using PatientFlow.Alerts;
using PatientFlow.Places;
using PatientFlow.Silo.Feed;
using PatientFlow.Silo.Security;

namespace PatientFlow.Tests.Feed;

/// <summary>Frames and audiences, with a clock that the test holds.</summary>
public sealed class LiveFeedTests : IDisposable
{
    private static readonly FeedAudience All = new(new Caller("one", null, [Role.BedManager, Role.Admin], Scope.Everything), FeedKind.All, null, null);

    private readonly FakeTimeProvider time = new();
    private readonly LiveFeed feed;

    public LiveFeedTests() => feed = new LiveFeed(new CountWords(), time);

    public void Dispose() => feed.Dispose();

    [Fact]
    public async Task What_changes_within_a_tenth_of_a_second_is_one_message_that_holds_the_last()
    {
        feed.Put(Department("H3-ICU", 1));
        feed.Close();
        var first = feed.Since(0, All);
        foreach (var patients in new[] { 2, 3, 4 }) feed.Put(Department("H3-ICU", patients));
        var next = feed.AfterAsync(first.Frame);
        time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await next;

        var second = feed.Since(first.Frame, All);
        Assert.Equal(first.Frame + 1, second.Frame);
        Assert.Contains("\"departments\":[\"H3-ICU 4\"]", Text(second), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_was_away_for_many_frames_is_told_each_thing_once_as_it_is_now()
    {
        var begin = Frame(Department("H3-ICU", 1), Department("H1-ICU", 1));
        for (var n = 2; n < 10; n++) Frame(Department("H3-ICU", n));

        Assert.Contains("\"departments\":[\"H3-ICU 9\"]", Text(feed.Since(begin, All)), StringComparison.Ordinal);
        Assert.Contains("\"H1-ICU 1\"", Text(feed.Since(0, All)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_told_again_and_has_not_changed_is_no_change()
    {
        var frame = Frame(Department("H3-ICU", 1));
        Assert.Equal(frame, Frame(Department("H3-ICU", 1)));
        Assert.False(feed.AfterAsync(frame).IsCompleted);
    }

    [Fact]
    public void Clients_that_see_the_same_share_one_text_and_others_have_their_own()
    {
        Frame(Department("H3-ICU", 1), Department("H1-ICU", 1));
        var same = new FeedAudience(new Caller("two", null, [Role.Admin, Role.BedManager], Scope.Everything), FeedKind.All, null, null);
        var other = new FeedAudience(new Caller("three", null, [Role.BedManager], Scope.Of(["1"], [])), FeedKind.All, null, null);

        Assert.Same(feed.Since(0, All), feed.Since(0, same));
        Assert.Contains("\"departments\":[\"H1-ICU 1\"]", Text(feed.Since(0, other)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.BedManager, "H3-ICU", true)]
    [InlineData(Role.BedManager, "3", false)]
    [InlineData(Role.Analyst, "3", true)]
    public void An_alert_of_a_place_is_for_those_who_see_it_and_one_of_the_system_for_those_who_run_it(object role, string subject, bool isTold)
    {
        feed.Put(new FlowSight { At = time.GetUtcNow().UtcDateTime, Alerts = [Alert(subject)] });
        feed.Close();
        var audience = new FeedAudience(new Caller("one", null, [(Role)role], Scope.Of(["3"], [])), FeedKind.All, null, null);

        Assert.Contains($"\"alerts\":[{(isTold ? $"\"{subject}\"" : "")}]", Text(feed.Since(0, audience)), StringComparison.Ordinal);
    }

    [Fact]
    public void Departments_that_do_not_answer_are_in_the_freshness_until_they_do()
    {
        feed.PutSilent(2);
        feed.Close();
        var silent = feed.Since(0, All);
        Assert.Contains("\"freshness\":\"2 silent\"", Text(silent), StringComparison.Ordinal);
        feed.PutSilent(0);
        feed.Close();
        Assert.Contains("\"freshness\":\"0 silent\"", Text(feed.Since(silent.Frame, All)), StringComparison.Ordinal);
    }

    private long Frame(params ImmutableArray<DepartmentSight> departments)
    {
        foreach (var department in departments) feed.Put(department);
        feed.Close();
        return feed.Since(0, All).Frame;
    }

    private static string Text(FeedMessage message) => Encoding.UTF8.GetString(message.Text.Span);

    private static Alert Alert(string subject) => new()
    {
        Id = subject, Cause = AlertCause.Lag, Subject = subject, Detail = "", FirstAt = default, LastAt = default,
    };

    private static DepartmentSight Department(string key, int patients) => new()
    {
        Census = new DepartmentCensus
        {
            Key = key, HospitalId = key[1] - '0', HospitalName = "", Department = "", Capacity = 9, Occupancy = patients,
            ByGender = ImmutableSortedDictionary<string, int>.Empty, WithoutBed = 0, Patients = [],
        },
        Beds = [],
    };

    private sealed class CountWords : IFeedWords
    {
        public IEnumerable<FeedItem> Of(DepartmentSight sight) =>
            [new(FeedKind.Departments, sight.Census.Key, sight.Census.HospitalId, sight.Census.Key, $"{sight.Census.Key} {sight.Census.Occupancy}")];

        public IEnumerable<FeedItem> AlertsOf(FlowSight sight) => sight.Alerts.Select(a => a.Subject.StartsWith('H')
            ? new FeedItem(FeedKind.Alerts, a.Id, 3, a.Subject, a.Subject)
            : new FeedItem(FeedKind.Alerts, a.Id, null, null, a.Subject));

        public FeedItem Freshness(FlowSight? sight, int silent) => new(FeedKind.Freshness, "", null, null, $"{silent} silent");

        public byte[] Json(object shown) => Encoding.UTF8.GetBytes($"\"{shown}\"");
    }
}
