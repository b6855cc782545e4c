using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Vit;

/// <summary>Classifies an image by two positions, each with a classifier of its own, and takes the mean of their logits. [batch, class].</summary>
/// <remarks>Source: Touvron et al. 2021, section 4.</remarks>
internal sealed class DistilledHead(FinalNorm norm, LinearLayer classifier, LinearLayer distilled, int logits) : Stage("head")
{
    private static readonly OperationInfo AddInfo = new(OperationKind.Add, "head.sum");
    private static readonly OperationInfo MeanInfo = new(OperationKind.Scale, "logits");

    public override Variable Run(Pass pass, Variable? input)
    {
        Variable stream = FinalNorm.Apply(norm, pass, input!);
        Variable sum = pass.Tape.Add(AddInfo, Logits(pass, stream, 0, classifier, "class"), Logits(pass, stream, 1, distilled, "distillation"));
        return pass.At(logits, pass.Tape.Scale(MeanInfo, sum, 0.5f));
    }

    private static Variable Logits(Pass pass, Variable stream, int position, LinearLayer layer, string name)
    {
        int[] positions = new int[pass.Batch.Size];
        Array.Fill(positions, position);
        Variable chosen = pass.Tape.Select(new OperationInfo(OperationKind.Selection, $"head.{name}_select"), stream, positions);
        return pass.Tape.Linear(
            new OperationInfo(OperationKind.Linear, $"head.{name}_logits"), chosen, layer.Weight, layer.Bias, pass.Batch.Size, layer.Outputs);
    }
}
