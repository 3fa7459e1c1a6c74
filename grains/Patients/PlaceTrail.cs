using System.Collections.Immutable;

namespace PatientFlow.Patients;

/// <summary>The places that the stays of a patient have left behind. Owned by: one fold.</summary>
internal sealed class PlaceTrail(ImmutableArray<PastPlace> start)
{
    // None in the state of an earlier version.
    private ImmutableArray<PastPlace> places = start.IsDefault ? [] : start;

    public ImmutableArray<PastPlace> Places => places;

    /// <summary>Keeps where a stay was before it was transferred.</summary>
    public void Leave(Stay before)
    {
        places = places.Add(new PastPlace
        {
            StaySk = before.StaySk,
            Place = before.Place,
            Since = before.Transfers == 0 ? before.AdmissionTime : before.MovedAt,
        });
        if (places.Length > PatientBounds.PastPlacesMax) places = places.RemoveAt(0);
    }

    /// <summary>The last transfer of a stay was cancelled: it has not left that place.</summary>
    public void Return(Stay stay)
    {
        if (!places.IsEmpty && places[^1].StaySk == stay.StaySk) places = places.RemoveAt(places.Length - 1);
    }

    /// <summary>A stay is no longer kept.</summary>
    public void Forget(Stay stay) => places = places.RemoveAll(p => p.StaySk == stay.StaySk);
}
