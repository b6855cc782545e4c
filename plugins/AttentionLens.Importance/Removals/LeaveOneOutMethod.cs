using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>What the metric loses without a unit, by removing it.</summary>
/// <remarks>A head is scaled by 0 before the output projection, a sublayer writes zeros (its bias too), a block is passed by. Source: Michel, Levy and Neubig 2019, section 3.2, for heads.</remarks>
public sealed class LeaveOneOutMethod : ImportanceMethod
{
    /// <inheritdoc/>
    public override ImportanceDescriptor Descriptor { get; } = new(
        "leave-one-out", "What the metric loses without the unit, by removing it.", [UnitKind.Head, UnitKind.Attention, UnitKind.Mlp, UnitKind.Layer])
    {
        IsSigned = true,
        FollowsMetric = true,
        Sources = [Papers.Michel2019],
    };

    /// <inheritdoc/>
    public override async ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, CancellationToken cancellationToken)
    {
        UnitTable values = new(context);
        UnitTable contributions = new(context);
        int done = 0;
        foreach (MeasuredBatch batch in context.Batches)
        {
            // Variants of one unit stand together, so that what is evaluated from one stage on does.
            InputVariant[] variants =
            [
                .. from unit in context.Units
                   let removal = unit.Removal
                   from example in Enumerable.Range(0, batch.Batch.Size)
                   select new InputVariant(example) { Interventions = removal },
            ];
            ImmutableArray<double> removed = await context.EvaluateAsync(batch, variants, cancellationToken);
            for (int index = 0; index < variants.Length; index++)
            {
                (int unit, int example) = Math.DivRem(index, batch.Batch.Size);
                values[unit, batch.First + example] = removed[index];
                contributions[unit, batch.First + example] = context.Harm(batch.Values[example], removed[index]);
            }

            context.Report((double)++done / context.Batches.Length);
        }

        return new ImportanceScores { Contributions = contributions.ToImmutable(), Values = values.ToImmutable() };
    }
}
