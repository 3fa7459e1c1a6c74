using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests.EventHubs;

/// <summary>A hub of a test that is over leaves the machine to the tests that are not.</summary>
public sealed class HubListenerTests
{
    [Fact]
    public void A_listener_that_was_closed_gives_no_answer_to_a_library_that_would_ask_again_at_once()
    {
        var listener = new HubListener(certificate: null);
        listener.Dispose();
        Assert.False(listener.CreateAsync(new Amqp.Address("hub://localhost")).IsCompleted);
    }
}
