//! The twelve risks of generative AI that NIST AI 600-1 names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::closed_list;

closed_list! {
    /// A risk that generative AI brings or makes worse.
    GenAiRisk {
        /// Easier access to chemical, biological, radiological or nuclear means.
        Cbrn = "GAI-01",
        /// Confident false output.
        Confabulation = "GAI-02",
        /// Easier production of violent, inciting, radicalising or self-harm content.
        DangerousContent = "GAI-03",
        /// Leakage, misuse or re-identification of personal data.
        DataPrivacy = "GAI-04",
        /// High use of resources in training and running.
        EnvironmentalImpact = "GAI-05",
        /// Amplified bias, unequal performance, sameness of output.
        HarmfulBias = "GAI-06",
        /// Over-reliance, aversion, misplaced trust, taking it for a person.
        HumanAiConfiguration = "GAI-07",
        /// Easier mass production of misleading content.
        InformationIntegrity = "GAI-08",
        /// Easier attacks, and more to attack.
        InformationSecurity = "GAI-09",
        /// Easier infringement of rights or exposure of secrets.
        IntellectualProperty = "GAI-10",
        /// Easier making of abusive sexual material.
        AbusiveContent = "GAI-11",
        /// Components of others that cannot be traced or understood.
        ValueChain = "GAI-12",
    }
}
